"""What the palette can start: places of the menu, a new order, and what one may do to the order that is open."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from fieldwork.alphabet.folding import asked_words, folded
from fieldwork.orders.models import Order
from fieldwork.orders.rights import possibilities
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.shell.navigation import menu_for


@dataclass(frozen=True)
class Start:
    """A line of the palette; `form` opens in the dialog."""

    label: str
    icon: str
    url: str
    form: bool = False


def starts(person: Person, typed: str, order: Order | None) -> list[Start]:
    """All of them, or those in whose words everything typed begins a word."""
    wanted = asked_words(typed)
    return [start for start in _all(person, order) if _fits(folded(start.label).split(), wanted)]


def _fits(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(begin) for word in words) for begin in wanted)


def _all(person: Person, order: Order | None) -> Iterator[Start]:
    if order is not None:
        for found in possibilities(order, person):
            if found.allowed and found.step.form:
                yield Start(str(found.step.label), found.step.icon, f"/orders/{order.pk}/{found.step.form}", form=True)
    if person.may(Right.CREATE_ORDER):
        yield Start(_("New order"), "plus", reverse("order-new"))
    for group in menu_for(person, ""):
        items = group["items"]
        assert isinstance(items, list)
        for item in items:
            yield Start(str(item["label"]), item["icon"], item["url"])
