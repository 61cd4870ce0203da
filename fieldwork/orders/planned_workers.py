"""Whom the plan names, and who of them can be added to the order."""

from fieldwork.collation.sort_keys import in_order
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Role


def planned_people(order: Order) -> set[int]:
    """The ids of people whose workers stand in the plan."""
    rows = order.lines.filter(confirmation=None, worker__person__isnull=False)
    return set(rows.values_list("worker__person", flat=True))


def active_field_workers() -> list[Person]:
    """Returns all active field workers, who can be added to an order, by name."""
    active = in_order(Person.objects.filter(is_active=True), lambda one: one.name)
    return [person for person in active if person.roles & Role.FIELD_WORKER]


def planned_field_workers(order: Order) -> list[Person]:
    """Returns the people of the plan who can be added, by name."""
    planned = planned_people(order)
    return [person for person in active_field_workers() if person.pk in planned]
