"""Links in the office: make one, take it back, put a new one in its place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.orders.models import Order
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Forbidden, Invalid, problem_details_of
from fieldwork.sharing.actions.manage_links import make_link, replace_link, revoke_link
from fieldwork.sharing.commands import MakeLink
from fieldwork.sharing.models import ClientLink
from fieldwork.shell.auth import current_person, permission_required


@require_POST
@permission_required(Right.SEND_DOCUMENTS)
def links(request: HttpRequest, number: int) -> HttpResponse:
    """POST /orders/4/links with "given_to" and "days"."""
    person = current_person(request)
    order = get_object_or_404(Order.objects.visible_to(person), pk=number)
    last = order.versions.order_by("-number").values_list("number", flat=True).first()
    if last is None:
        raise Http404
    try:
        command = MakeLink.parse(request.POST.dict())
        make_link(order, by=person, given_to=command.given_to, days=command.days)
    except (Invalid, Forbidden) as wrong:
        return problem_details_of(wrong)
    return redirect_with_message(
        request, f"/orders/{number}/documents/{last}/page", words=_("The link is made. Copy it below.")
    )


@require_POST
@permission_required(Right.SEND_DOCUMENTS)
def revoke(request: HttpRequest, number: int, link: int) -> HttpResponse:
    """POST /orders/4/links/7/revocation."""
    found = _find(request, number, link)
    revoke_link(found, by=current_person(request))
    return _back(request, found, _("The link works no more."))


@require_POST
@permission_required(Right.SEND_DOCUMENTS)
def replace(request: HttpRequest, number: int, link: int) -> HttpResponse:
    """POST /orders/4/links/7/replacement: said twice, it makes one."""
    found = _find(request, number, link)
    made = replace_link(found, by=current_person(request))
    said = _("The link is made. Copy it below.") if made else _("The link was taken back already.")
    return _back(request, found, said)


def _find(request: HttpRequest, number: int, link: int) -> ClientLink:
    visible = Order.objects.visible_to(current_person(request))
    return get_object_or_404(ClientLink.objects.select_related("order"), pk=link, order__in=visible.filter(pk=number))


def _back(request: HttpRequest, link: ClientLink, words: str) -> HttpResponse:
    last = link.order.versions.order_by("-number").values_list("number", flat=True).first()
    return redirect_with_message(request, f"/orders/{link.order_id}/documents/{last}/page", words=words)
