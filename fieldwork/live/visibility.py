"""Which of many people may see which orders, in a handful of queries instead of one for each person."""

from collections.abc import Collection

from fieldwork.live.credentials import Credential, revalidate
from fieldwork.orders.models import Assignment, Order
from fieldwork.people.models import Person

Visibility = tuple[dict[Credential, Person], set[tuple[int, int]]]
"""The proofs that hold, each with its person; and (person, order) for what these people may see."""


def visible_orders(proofs: Collection[Credential], orders: Collection[int]) -> Visibility:
    """Returns the proofs that hold, and which of `orders` their people may see now."""
    good = revalidate(proofs)
    people = {person.pk: person for person in good.values()}
    return good, Order.objects.filter(pk__in=orders).visibility_of(people.values()) if orders and people else set()


def orders_of(people: Collection[int]) -> dict[int, frozenset[int]]:
    """The orders each of these people was added to; in one query."""
    found: dict[int, set[int]] = {person: set() for person in people}
    for person, order in Assignment.objects.filter(person_id__in=people).values_list("person_id", "order_id"):
        found[person].add(order)
    return {person: frozenset(orders) for person, orders in found.items()}


def visible_orders_of_many(
    see_all: Collection[Credential], see_some: Collection[Credential], orders: Collection[int]
) -> Visibility:
    """The same for a crowd. Of those who do not see all, only the few who are on one of `orders` are asked."""
    everybody = set(see_all)
    if see_some:
        on_them = set(Assignment.objects.filter(order__in=orders).values_list("person_id", flat=True))
        everybody |= {proof for proof in see_some if proof.person_id in on_them}
    return visible_orders(everybody, orders)
