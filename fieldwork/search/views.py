"""The palette and the page of what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.text_rules import clean_text
from fieldwork.search import search_results
from fieldwork.search.command_palette import palette_items
from fieldwork.shell.auth import current_person, login_required

FEW, MANY = 5, 30
MAX_QUERY = 200


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """GET /search?q=router: everything that was found; order=4 looks in one order only, before= leads on."""
    person, q, order = current_person(request), _typed(request), _order(request)
    before = _whole(request.GET.get("before"))
    found = search_results.search_hits(person, q, limit=MANY + 1, order=order, before=before)
    context: dict[str, object] = {"q": q, "order": order, "hits": found[:MANY], "first": not before}
    if len(found) > MANY:
        parameters: dict[str, str | int] = {"q": q, "before": found[MANY - 1].key}
        parameters |= {"order": order.pk} if order else {}
        context["more"] = f"{reverse('search')}?{urlencode(parameters)}"
    if order is None and q and not before:
        context |= _named(person, q)
    return render(request, "search/page.html", context)


@require_safe
@login_required
def palette(request: HttpRequest) -> HttpResponse:
    """GET /search/palette?q=router&order=4: the lines below the field; order= is the one that is open."""
    person, q, order = current_person(request), _typed(request), _order(request)
    context: dict[str, object] = {
        "q": q,
        "order": order,
        "starts": palette_items(person, q, order)[: MANY if q else FEW],
    }
    if q:
        context |= _named(person, q)
        context["order_hits"] = search_results.search_hits(person, q, limit=FEW, kinds=["order"])
        context["here"] = (
            search_results.search_hits(person, q, limit=FEW, kinds=["words", "file"], order=order) if order else []
        )
        context["hits"] = search_results.search_hits(person, q, limit=FEW, kinds=["words", "file"])
    return render(request, "search/palette.html", context)


def _named(person: Person, q: str) -> dict[str, object]:
    """Returns the context of what is found by its number or its name."""
    sees = person.may(Right.SEE_ALL_ORDERS) or not person.may(Right.MANAGE_MASTER_DATA)
    return {
        "numbered": search_results.order_numbered(person, q),
        "clients": search_results.clients(person, q)[:FEW],
        "people": search_results.people(person, q)[:FEW],
        # Who keeps master data and sees no orders is led to the row instead.
        "to_orders": sees,
    }


def _typed(request: HttpRequest) -> str:
    return clean_text(request.GET.get("q", ""), max_length=MAX_QUERY)


def _order(request: HttpRequest) -> Order | None:
    """The order named in the address, if it exists for this person."""
    number = _whole(request.GET.get("order"))
    return Order.objects.visible_to(current_person(request)).filter(pk=number).first() if number else None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else 0
