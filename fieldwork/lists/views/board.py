"""The board of orders. A card that is moved is offered the form of the step; nothing moves without it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.lists import showing
from fieldwork.lists.asked import Asked, read_asked
from fieldwork.lists.board import columns_of, moves
from fieldwork.lists.views.table import list_context
from fieldwork.orders.finding import order_for
from fieldwork.orders.states import State
from fieldwork.people.models import Person
from fieldwork.shell.doors import person_of, signed_in


@require_safe
@signed_in
def board(request: HttpRequest) -> HttpResponse:
    """GET /orders/board: orders as cards below their states, by what the query asks for."""
    person, asked = person_of(request), read_asked(request.GET)
    context = list_context(request, asked, "board") | {"board": _columns(person, asked)}
    return render(request, "lists/board_page.html", context)


@require_safe
@signed_in
def board_columns(request: HttpRequest) -> HttpResponse:
    """GET /orders/board/columns: the inside of the board."""
    return render(request, "lists/columns.html", {"board": _columns(person_of(request), read_asked(request.GET))})


@require_safe
@signed_in
def order_moves(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/moves?to=released: the menu of what brings the order to another state."""
    order, to = order_for(request, number), request.GET.get("to", "")
    found = moves(order, person_of(request), to if to in State.values else "")
    nowhere = _("Nothing leads from “%(from)s” to there.") % {"from": order.state_name}
    return render(request, "lists/moves.html", {"order": order, "moves": found, "nowhere": nowhere})


def _columns(person: Person, asked: Asked) -> list[dict[str, object]]:
    table = reverse("orders-table")
    return [{"column": one, "all": showing.link(table, one.all)} for one in columns_of(person, asked)]
