"""What goes out, and what waits and why: mails, and documents that could not be made yet."""

from functools import partial

from django.contrib.messages import get_messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from fieldwork.attachments.file_damage import Damage
from fieldwork.config import SMTP_URL
from fieldwork.documents.models import Document
from fieldwork.mailing.actions.resend import resend
from fieldwork.mailing.mime_message import text_of
from fieldwork.mailing.models import Mail, MailState
from fieldwork.mailing.placeholders import shown
from fieldwork.mailing.waiting_work import waiting_items
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.orders.models import EntryFile, Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Conflict, Forbidden, Invalid, problem_details_of
from fieldwork.rest.form_post import submission_of
from fieldwork.rest.idempotency import idempotent
from fieldwork.sharing.link_tokens import LinkStatus, link_status
from fieldwork.shell.auth import current_person, login_required, permission_required

PAGE = 50


@require_safe
@permission_required(Right.MANAGE_MAIL)
def outbox(request: HttpRequest) -> HttpResponse:
    """GET /outgoing?state=waiting&before=7."""
    return _page(request, None)


@require_safe
@permission_required(Right.MANAGE_MAIL)
def mail(request: HttpRequest, key: int) -> HttpResponse:
    """GET /outgoing/7: the mail as it was, or will be, sent."""
    return _page(request, get_object_or_404(_mails(), pk=key))


@require_POST
@login_required
def resend_mail(request: HttpRequest, key: int) -> HttpResponse:
    """POST /outgoing/7/again, from whoever may read it: an administrator, or somebody who sees its order."""
    person = current_person(request)
    found = get_object_or_404(_mails(), pk=key)
    if not _may_read(person, found):
        raise Http404
    try:
        sent = idempotent(submission_of(request), partial(resend, found, by=person), by=person, model=Mail) or found
    except (Forbidden, Invalid, Conflict) as refusal:
        return problem_details_of(refusal)
    back = reverse("outgoing-mail", args=[sent.pk])
    if not person.may(Right.MANAGE_MAIL):
        back = f"/orders/{found.order_id}"
    return redirect_with_message(request, back, words=_("It is on its way again"))


def _may_read(person: Person, found: Mail) -> bool:
    return person.may(Right.MANAGE_MAIL) or _may_share(person, found)


def _may_share(person: Person, found: Mail) -> bool:
    """Whether `person` may make links for this order, and so see the one in the mail.

    An administrator without this right reads only the rest of the mail.
    """
    visible = Order.objects.visible_to(person)
    sees = found.order_id is not None and visible.filter(pk=found.order_id).exists()
    return sees and person.may(Right.SEND_DOCUMENTS)


def _text(request: HttpRequest, chosen: Mail) -> str:
    return shown(text_of(chosen) if _may_share(current_person(request), chosen) else chosen.text)


def _is_untold(chosen: Mail | None) -> bool:
    return bool(chosen and chosen.link and link_status(chosen.link) is LinkStatus.UNTOLD)


def _mails() -> QuerySet[Mail]:
    return Mail.objects.select_related("order", "version", "rule", "author", "link", "person")


def _page(request: HttpRequest, chosen: Mail | None) -> HttpResponse:
    state, before = request.GET.get("state", ""), request.GET.get("before", "")
    mails = _mails()
    if state in MailState.values:
        mails = mails.filter(status=state)
    if before.isascii() and before.isdigit() and len(before) < 16:
        mails = mails.filter(pk__lt=int(before))
    shown = list(mails.order_by("-pk")[: PAGE + 1])
    unmade = Document.objects.exclude(error="").exclude(ready_at=None, crashes__gt=0).select_related("version__order")
    damaged = EntryFile.objects.exclude(file__damage=Damage.NONE).select_related("file", "entry")
    context = {
        "mails": shown[:PAGE],
        "next": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "state": state,
        "states": MailState.choices,
        "mail": chosen,
        "text": _text(request, chosen) if chosen else "",
        "untold": _is_untold(chosen),
        "waiting": waiting_items(),
        "documents": list(unmade.order_by("pk")[:PAGE]),
        "damaged": list(damaged.order_by("pk")[:PAGE]),
        "mail_server": bool(SMTP_URL),
        "messages": get_messages(request),
    }
    return render(request, "mailing/outbox.html", context)
