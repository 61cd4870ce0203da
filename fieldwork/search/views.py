"""The palette and the page of what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.texts import clean_text
from fieldwork.search import finding
from fieldwork.search.palette import starts
from fieldwork.shell.doors import person_of, signed_in

FEW, MANY = 5, 30
LONGEST = 200


@require_safe
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """GET /search?q=router: everything that was found; order=4 looks in one order only, before= leads on."""
    person, q, order = person_of(request), _typed(request), _order(request)
    before = _whole(request.GET.get("before"))
    found = finding.hits(person, q, most=MANY + 1, order=order, before=before)
    context: dict[str, object] = {"q": q, "order": order, "hits": found[:MANY], "first": not before}
    if len(found) > MANY:
        asked: dict[str, str | int] = {"q": q, "before": found[MANY - 1].key}
        asked |= {"order": order.pk} if order else {}
        context["more"] = f"{reverse('search')}?{urlencode(asked)}"
    if order is None and q and not before:
        context |= _named(person, q)
    return render(request, "search/page.html", context)


@require_safe
@signed_in
def palette(request: HttpRequest) -> HttpResponse:
    """GET /search/palette?q=router&order=4: the lines below the field; order= is the one that is open."""
    person, q, order = person_of(request), _typed(request), _order(request)
    context: dict[str, object] = {"q": q, "order": order, "starts": starts(person, q, order)[: MANY if q else FEW]}
    if q:
        context |= _named(person, q)
        context["order_hits"] = finding.hits(person, q, most=FEW, kinds=["order"])
        context["here"] = finding.hits(person, q, most=FEW, kinds=["words", "file"], order=order) if order else []
        context["hits"] = finding.hits(person, q, most=FEW, kinds=["words", "file"])
    return render(request, "search/palette.html", context)


def _named(person: Person, q: str) -> dict[str, object]:
    """What is found by its number or its name."""
    sees = person.may(Right.SEE_ALL_ORDERS) or not person.may(Right.KEEP_MASTER_DATA)
    return {
        "numbered": finding.order_numbered(person, q),
        "clients": finding.clients(person, q)[:FEW],
        "people": finding.people(person, q)[:FEW],
        # Who keeps master data and sees no orders is led to the row instead.
        "to_orders": sees,
    }


def _typed(request: HttpRequest) -> str:
    return clean_text(request.GET.get("q", ""), longest=LONGEST)


def _order(request: HttpRequest) -> Order | None:
    """The order named in the address, if it exists for this person."""
    number = _whole(request.GET.get("order"))
    return Order.objects.visible_to(person_of(request)).filter(pk=number).first() if number else None


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else 0
