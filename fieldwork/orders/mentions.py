"""Whom a message can name with @, and whom it names. A name counts as written, in any case, the longest first."""

from collections.abc import Iterable, Iterator

from django.db.models import F, Q, QuerySet

from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from fieldwork.people.roles import RIGHTS, Right, Role

SIGN = "@"


def mentionable(order: Order) -> QuerySet[Person]:
    """Returns the active people who see the order: the office, and the field workers assigned to it."""
    office = int(RIGHTS[Right.SEE_ALL_ORDERS][0])
    people = Person.objects.filter(is_active=True).annotate(
        in_office=F("roles").bitand(office), carries_out=F("roles").bitand(int(Role.FIELD_WORKER))
    )
    on_order = Q(carries_out__gt=0, pk__in=order.assignments.values("person"))
    return people.filter(Q(in_office__gt=0) | on_order)


def named_in(text: str, people: Iterable[Person]) -> list[Person]:
    """Returns the people whose name follows an @ sign in `text`, each once."""
    return list({person.pk: person for _start, _end, person in spans(text, people)}.values())


def spans(text: str, people: Iterable[Person]) -> Iterator[tuple[int, int, Person]]:
    """Yields each mention as (start of the sign, end of the name, person)."""
    longest = sorted(people, key=lambda person: len(person.name), reverse=True)
    at = text.find(SIGN)
    while at != -1:
        end = at + 1
        # An address like layla@nadiya.example names nobody.
        if at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "._-"):
            found = next((person for person in longest if _stands(text, at + 1, person.name)), None)
            if found:
                end = at + 1 + len(found.name)
                yield at, end, found
        at = text.find(SIGN, end)


def _stands(text: str, at: int, name: str) -> bool:
    piece, after = text[at : at + len(name)], text[at + len(name) : at + len(name) + 1]
    return piece.casefold() == name.casefold() and not after.isalnum()
