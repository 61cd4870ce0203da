"""Links in the office: make one, take it back, put a new one in its place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fieldwork.masterdata.views.answering import went_well
from fieldwork.orders.models import Order
from fieldwork.people.roles import Right
from fieldwork.rest.problems import Forbidden, Invalid, problem_of
from fieldwork.rest.reading import Reader
from fieldwork.sharing.actions.links import USUAL_DAYS, make_link, replace_link, revoke_link
from fieldwork.sharing.forms import check_days
from fieldwork.sharing.models import Link
from fieldwork.shell.doors import person_of, with_right


@require_POST
@with_right(Right.SEND_DOCUMENTS)
def links(request: HttpRequest, number: int) -> HttpResponse:
    """POST /orders/4/links with "given_to" and "days"."""
    person = person_of(request)
    order = get_object_or_404(Order.objects.visible_to(person), pk=number)
    last = order.versions.order_by("-number").values_list("number", flat=True).first()
    if last is None:
        raise Http404
    reader = Reader(request.POST.dict())
    given_to = reader.text("given_to", longest=254, required=False)
    try:
        reader.check()
        make_link(order, by=person, given_to=given_to, days=check_days(request.POST, USUAL_DAYS))
    except (Invalid, Forbidden) as wrong:
        return problem_of(wrong)
    return went_well(request, f"/orders/{number}/documents/{last}/page", words=_("The link is made. Copy it below."))


@require_POST
@with_right(Right.SEND_DOCUMENTS)
def revoke(request: HttpRequest, number: int, link: int) -> HttpResponse:
    """POST /orders/4/links/7/revocation."""
    found = _find(request, number, link)
    revoke_link(found, by=person_of(request))
    return _back(request, found, _("The link works no more."))


@require_POST
@with_right(Right.SEND_DOCUMENTS)
def replace(request: HttpRequest, number: int, link: int) -> HttpResponse:
    """POST /orders/4/links/7/replacement: said twice, it makes one."""
    found = _find(request, number, link)
    made = replace_link(found, by=person_of(request))
    said = _("The link is made. Copy it below.") if made else _("The link was taken back already.")
    return _back(request, found, said)


def _find(request: HttpRequest, number: int, link: int) -> Link:
    seen = Order.objects.visible_to(person_of(request))
    return get_object_or_404(Link.objects.select_related("order"), pk=link, order__in=seen.filter(pk=number))


def _back(request: HttpRequest, link: Link, words: str) -> HttpResponse:
    last = link.order.versions.order_by("-number").values_list("number", flat=True).first()
    return went_well(request, f"/orders/{link.order_id}/documents/{last}/page", words=words)
