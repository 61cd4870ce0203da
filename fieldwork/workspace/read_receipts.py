"""Who has read how far."""

from fieldwork.collation.sort_keys import in_order
from fieldwork.orders.models import Order, ReadReceipt
from fieldwork.people.models import Person
from fieldwork.people.roles import Right


def readers_of(order: Order, person: Person) -> list[ReadReceipt]:
    """The marks of everybody but `person` who has opened the order and may still see it, by name."""
    on_it = {row.person_id for row in order.assignments.all()}
    marks = ReadReceipt.objects.filter(order=order, person__is_active=True).exclude(person=person)
    found = in_order(marks.select_related("person").order_by("person_id"), lambda mark: mark.person.name)
    return [mark for mark in found if mark.person_id in on_it or mark.person.may(Right.SEE_ALL_ORDERS)]
