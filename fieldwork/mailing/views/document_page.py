"""The page of one document: its pages, its versions, who was sent it, the client's links, what proves it."""

from functools import partial

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fieldwork.config import SMTP_URL
from fieldwork.documents.actions.make_pdf import RenderingFailed
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.documents.page_pictures import count_pages
from fieldwork.documents.seal_description import seal_facts
from fieldwork.documents.verification import is_record_complete
from fieldwork.documents.views import ensure_document, not_ready_page
from fieldwork.mailing.actions.queue_mails import fill_rule, language_of, send_by_hand
from fieldwork.mailing.commands import SendDocument
from fieldwork.mailing.mail_recipients import contacts_of
from fieldwork.mailing.models import Mail, Rule
from fieldwork.mailing.placeholders import shown
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.orders.views.form_submission import error_summary
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Invalid
from fieldwork.rest.form_post import parse_post
from fieldwork.rest.idempotency import idempotent
from fieldwork.sharing.link_tokens import link_status, link_url
from fieldwork.sharing.models import ClientLink
from fieldwork.shell.auth import current_person, is_script_request, login_required, permission_required

MAX_PAGES = 20
"""Shown as pictures; the rest is in the PDF."""


@require_safe
@login_required
def document_page(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """GET /orders/4/documents/1/page."""
    order, found = _find(request, number, version)
    try:
        document = ensure_document(found)
        pdf = read_pdf(document)
    except RenderingFailed as failure:
        if not failure.document.is_ready or not failure.document.error:
            return not_ready_page(request, failure.document)
        # It was issued, is damaged, and comes out otherwise: what is known of it is told, its pages are not.
        document, pdf = failure.document, b""
    may_send = current_person(request).may(Right.SEND_DOCUMENTS)
    pages = count_pages(pdf) if pdf else 0
    given = ClientLink.objects.filter(order=order) if may_send else ()
    links = [(link, link_status(link), link_url(link)) for link in given]
    context = {
        "order": order,
        "version": found,
        "document": document,
        "versions": order.versions.defer("content").order_by("-number"),
        "pages": range(1, min(pages, MAX_PAGES) + 1),
        "page_count": pages,
        "mails": Mail.objects.filter(version=found).select_related("rule"),
        "links": links,
        "may_send": may_send,
        "seal": seal_facts(document),
        "intact": bool(pdf) and is_record_complete(order.number),
        "messages": get_messages(request),
    }
    return render(request, "mailing/document_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Right.SEND_DOCUMENTS)
def send_document(request: HttpRequest, number: int, version: int) -> HttpResponse:
    """GET /orders/4/documents/1/send shows the mail as it will be; POST puts it into the outbox."""
    order, found = _find(request, number, version)
    if request.method != "POST":
        return _form(request, order, found, {}, {})
    data: dict[str, object] = {}
    try:
        data, submission = parse_post(request)
        person = current_person(request)
        idempotent(submission, partial(_send, found, data, by=person), by=person, model=Mail)
    except Invalid as wrong:
        return _form(request, order, found, data, wrong.errors)
    response = HttpResponse(status=201)
    response["X-Location"] = reverse("document-page", args=[number, version])
    return response


def _send(version: DocumentVersion, data: dict[str, object], *, by: Person) -> Mail:
    drafts = SendDocument.parse(data).drafts(str(version.content["language"]))
    return send_by_hand(version, drafts, by=by)[0]


def _form(
    request: HttpRequest, order: Order, version: DocumentVersion, data: dict[str, object], errors: dict[str, str]
) -> HttpResponse:
    default = Rule()
    subject, text = fill_rule(default, version, language_of(default, version))
    ticked = data.get("mail_to")
    contacts = [
        {"address": address, "name": name, "ticked": address in ticked if isinstance(ticked, list) else True}
        for address, name in contacts_of(order.client)
    ]
    context = {
        "order": order,
        "version": version,
        "contacts": contacts,
        "data": {"subject": subject, "text": shown(text), **data},
        "errors": errors,
        "summary": error_summary(errors),
        "mail_server": bool(SMTP_URL),
        "form": "mailing/send_form.html",
        "words_of_link": _("{link} becomes the address of a page of the client's own."),
    }
    whole = context["whole"] = not is_script_request(request)
    template = "orders/form_page.html" if whole else "mailing/send_form.html"
    return render(request, template, context, status=422 if errors else 200)


def _find(request: HttpRequest, number: int, version: int) -> tuple[Order, DocumentVersion]:
    order = get_object_or_404(Order.objects.visible_to(current_person(request)).select_related("client"), pk=number)
    return order, get_object_or_404(DocumentVersion, order=order, number=version)
