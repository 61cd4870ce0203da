"""What the palette can start: places of the menu, a new order, and what one may do to the order that is open."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from fieldwork.collation.folded_text import folded, query_words
from fieldwork.orders.models import Order
from fieldwork.orders.rights import available_actions
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.shell.navigation import menu_for


@dataclass(frozen=True)
class PaletteItem:
    """A line of the palette; `form` opens in the dialog."""

    label: str
    icon: str
    url: str
    form: bool = False


def palette_items(person: Person, typed: str, order: Order | None) -> list[PaletteItem]:
    """Returns the items in whose label every typed word begins a word; all of them if nothing was typed."""
    query = query_words(typed)
    return [start for start in _all(person, order) if _fits(folded(start.label).split(), query)]


def _fits(words: list[str], query: list[str]) -> bool:
    return all(any(word.startswith(begin) for word in words) for begin in query)


def _all(person: Person, order: Order | None) -> Iterator[PaletteItem]:
    if order is not None:
        for found in available_actions(order, person):
            if found.is_allowed and found.transition.form:
                yield PaletteItem(
                    str(found.transition.label),
                    found.transition.icon,
                    f"/orders/{order.pk}/{found.transition.form}",
                    form=True,
                )
    if person.may(Right.CREATE_ORDER):
        yield PaletteItem(_("New order"), "plus", reverse("order-new"))
    for group in menu_for(person, ""):
        items = group["items"]
        assert isinstance(items, list)
        for item in items:
            yield PaletteItem(str(item["label"]), item["icon"], item["url"])
