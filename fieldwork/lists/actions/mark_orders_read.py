"""Mark many orders read."""

from collections.abc import Sequence

from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.models import Order
from fieldwork.people.models import Person


def mark_orders_read(numbers: Sequence[int], *, by: Person) -> int:
    """Reads each to its end, of those that `by` may see; how many these were."""
    orders = list(Order.objects.visible_to(by).filter(pk__in=numbers))
    for order in orders:
        mark_read(order, order.last_seq, by=by)
    return len(orders)
