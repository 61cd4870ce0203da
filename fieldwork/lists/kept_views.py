"""The views somebody has: their own and the shared ones, with how many orders each shows."""

from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse

from fieldwork.lists.asked import Asked, read_asked
from fieldwork.lists.filters import wanted
from fieldwork.lists.models import SavedView
from fieldwork.lists.paging import badge_of
from fieldwork.people.models import Person

MOST_SHOWN = 12
"""In the menu; each of them is counted."""


@dataclass(frozen=True)
class Shown:
    """A line of the menu; `count` is "" where nobody counts."""

    key: int
    name: str
    url: str
    shared: bool
    count: str


def views_of(person: Person) -> QuerySet[SavedView]:
    """Their own and the shared ones."""
    return SavedView.objects.filter(Q(person=person) | Q(shared=True))


def asked_by(view: SavedView) -> Asked:
    """What the view asks for, as if its address had been opened."""
    return replace(read_asked(QueryDict(view.query)), view=view.pk)


def address_of(view: SavedView) -> str:
    """Where it is opened."""
    return f"{reverse(f'orders-{view.layout}')}?{asked_by(view).query()}"


def menu_of(person: Person, *, counts: bool) -> list[Shown]:
    """The lines of the menu; counts stop early, as all counts of lists."""
    return [
        Shown(
            view.pk,
            view.name,
            address_of(view),
            view.shared,
            badge_of(wanted(person, asked_by(view))) if counts else "",
        )
        for view in views_of(person)[:MOST_SHOWN]
    ]
