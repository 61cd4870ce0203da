"""The views somebody has: their own and the shared ones, with how many orders each shows."""

from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from fieldwork.lists.filters import filtered_orders
from fieldwork.lists.list_page import badge_of
from fieldwork.lists.list_query import OrderListQuery, parse_list_query
from fieldwork.lists.models import SavedView
from fieldwork.people.models import Person

MAX_SHOWN = 12
"""In the menu; each of them is counted."""


@dataclass(frozen=True)
class SavedViewItem:
    """A line of the menu; `count` is "" where nobody counts."""

    key: int
    name: str
    url: str
    shared: bool
    count: str


def views_of(person: Person) -> QuerySet[SavedView]:
    """Their own and the shared ones."""
    return SavedView.objects.filter(Q(person=person) | Q(shared=True))


def query_of(view: SavedView) -> OrderListQuery:
    """Returns the list query of the view, as if its address had been opened."""
    return replace(parse_list_query(QueryDict(view.query)), view=view.pk)


def url_of(view: SavedView) -> str:
    """Returns the address that opens the view."""
    return f"{reverse(f'orders-{view.layout}')}?{query_of(view).query()}"


def menu_of(person: Person, *, counts: bool) -> list[SavedViewItem]:
    """The lines of the menu; counts stop early, as all counts of lists."""
    return [
        SavedViewItem(
            view.pk,
            view.name,
            url_of(view),
            view.shared,
            badge_of(filtered_orders(person, query_of(view))) if counts else "",
        )
        for view in views_of(person)[:MAX_SHOWN]
    ]
