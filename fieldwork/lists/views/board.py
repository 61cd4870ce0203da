"""The board of orders. A card that is moved is offered the form of the step; nothing moves without it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.lists import table_display
from fieldwork.lists.board import columns_of, moves
from fieldwork.lists.list_query import OrderListQuery, parse_list_query
from fieldwork.lists.views.table import list_context
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.shell.auth import current_person, login_required


@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """GET /orders/board: orders as cards below their states, by what the query asks for."""
    person, query = current_person(request), parse_list_query(request.GET)
    context = list_context(request, query, "board") | {"board": _columns(person, query)}
    return render(request, "lists/board_page.html", context)


@require_safe
@login_required
def board_columns(request: HttpRequest) -> HttpResponse:
    """GET /orders/board/columns: the inside of the board."""
    return render(
        request, "lists/columns.html", {"board": _columns(current_person(request), parse_list_query(request.GET))}
    )


@require_safe
@login_required
def order_moves(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/moves?to=released: the menu of what brings the order to another state."""
    order, to = get_visible_order(request, number), request.GET.get("to", "")
    found = moves(order, current_person(request), to if to in State.values else "")
    nowhere = _("Nothing leads from “%(from)s” to there.") % {"from": order.state_name}
    return render(request, "lists/state_moves.html", {"order": order, "moves": found, "nowhere": nowhere})


def _columns(person: Person, query: OrderListQuery) -> list[dict[str, object]]:
    table = reverse("orders-table")
    return [{"column": one, "all": table_display.link(table, one.all)} for one in columns_of(person, query)]
