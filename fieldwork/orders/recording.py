"""What has to be written together with an entry: upper rooms register; this room knows none of them."""

from collections.abc import Callable

from fieldwork.orders.models import Entry, Order

Companion = Callable[[Order, Entry], None]
_companions: list[Companion] = []


def within(companion: Companion) -> None:
    """`companion(order, entry)` is called inside the transaction that records an entry: both are kept, or none."""
    if companion not in _companions:
        _companions.append(companion)


def accompany(order: Order, entry: Entry) -> None:
    """Calls them; what one of them raises undoes the action."""
    for companion in _companions:
        companion(order, entry)
