"""The list of orders: as a page, and as the part that keeps itself up to date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from fieldwork.masterdata.setup_checklist import setup_steps
from fieldwork.orders.grouped_list import grouped_orders
from fieldwork.orders.models import Order
from fieldwork.orders.transitions import State
from fieldwork.orders.views.create import create_order
from fieldwork.people.roles import Right
from fieldwork.shell.auth import current_person, login_required


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def orders(request: HttpRequest) -> HttpResponse:
    """GET /orders: the list with nothing chosen. POST /orders creates one."""
    if request.method == "POST":
        return create_order(request)
    person = current_person(request)
    empty = not Order.objects.visible_to(person).exists()
    steps = setup_steps() if empty and person.may(Right.MANAGE_MASTER_DATA) else []
    return render(request, "orders/list_page.html", list_context(request) | {"steps": steps, "empty": empty})


@require_safe
@login_required
def order_groups(request: HttpRequest) -> HttpResponse:
    """GET /orders/groups: the inside of the list; ?current=4 marks the order that stands beside it."""
    current = request.GET.get("current", "")
    number = int(current) if current.isascii() and current.isdecimal() and len(current) < 16 else None
    return render(request, "orders/groups.html", list_context(request, current=number))


def list_context(request: HttpRequest, *, current: int | None = None) -> dict[str, object]:
    """Returns the template context of the order list pane."""
    only = request.GET.get("state", "")
    q = request.GET.get("q", "")
    person = current_person(request)
    return {
        "groups": grouped_orders(person, q=q, only=only if only in State.values else ""),
        "q": q,
        "only": only,
        "current": current,
        "may_create": person.may(Right.CREATE_ORDER),
    }
