"""The notification centre: the page, the bell's count, what was read, and an order's mute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.notices.actions.mark_notices_read import read_all, read_notices
from fieldwork.notices.actions.save_preferences import mute
from fieldwork.notices.models import Mute, Notice
from fieldwork.notices.notice_queries import in_centre, still_unread, unread_count
from fieldwork.notices.notice_text import present_notices
from fieldwork.orders.order_access import get_visible_order
from fieldwork.people.models import Person
from fieldwork.shell.auth import current_person, is_script_request, login_required

PAGE = 50


@require_safe
@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """GET /notices?unread=1&before=70; a script gets the list alone."""
    person, before = current_person(request), _key(request.GET.get("before"))
    only_unread = request.GET.get("unread") == "1"
    found = page_of(person, only_unread=only_unread, before=before, limit=PAGE + 1)
    shown = found[:PAGE]
    unread = still_unread(in_centre(person)).filter(pk__in=[one.pk for one in shown]).values_list("pk", flat=True)
    context = {
        "notices": present_notices(shown, unread),
        "newest": shown[0].pk if shown and not before else None,
        "next": shown[-1].pk if len(found) > PAGE else None,
        "before": before,
        "only_unread": only_unread,
    }
    return render(request, "notices/list.html" if is_script_request(request) else "notices/page.html", context)


def page_of(person: Person, *, only_unread: bool, before: int | None, limit: int) -> list[Notice]:
    """Returns at most `limit` notices with all that is told of them, newest first."""
    found = still_unread(in_centre(person)) if only_unread else in_centre(person)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found.select_related("order__client", "entry__author").order_by("-pk")[:limit])


@require_safe
@login_required
def count(request: HttpRequest) -> HttpResponse:
    """GET /notices/count: what the bell shows."""
    return HttpResponse(unread_count(current_person(request)), content_type="text/plain; charset=utf-8")


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """POST /notices/read with up_to (everything up to there) or notice (this one)."""
    person = current_person(request)
    if (one := _key(request.POST.get("notice"))) is not None:
        read_notices([one], by=person)
        return HttpResponse(status=204)
    if (up_to := _key(request.POST.get("up_to"))) is not None:
        read_all(up_to, by=person)
    return redirect_with_message(request, "/notices")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def order_notices(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/notices asks whether the order is heard of, POST with on=yes|no says so."""
    order, person = get_visible_order(request, number), current_person(request)
    if request.method == "POST":
        mute(order.number, on=request.POST.get("on") == "no", by=person)
        return HttpResponse()
    whole, form = not is_script_request(request), "notices/mute_form.html"
    muted = Mute.objects.filter(person=person, order=order).exists()
    context = {"order": order, "muted": muted, "whole": whole, "form": form}
    return render(request, "orders/form_page.html" if whole else form, context)


def _key(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 16 else None
