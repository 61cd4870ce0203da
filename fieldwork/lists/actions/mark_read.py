"""Mark many orders read."""

from collections.abc import Sequence

from fieldwork.orders.actions.read import read
from fieldwork.orders.models import Order
from fieldwork.people.models import Person


def mark_read(numbers: Sequence[int], *, by: Person) -> int:
    """Reads each to its end, of those that `by` may see; how many these were."""
    orders = list(Order.objects.visible_to(by).filter(pk__in=numbers))
    for order in orders:
        read(order, order.last_seq, by=by)
    return len(orders)
