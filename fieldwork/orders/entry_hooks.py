"""What has to be written together with an entry: apps above register; this one knows none of them."""

from collections.abc import Callable

from fieldwork.orders.models import Entry, Order

EntryHook = Callable[[Order, Entry], None]
_hooks: list[EntryHook] = []


def register_hook(hook: EntryHook) -> None:
    """`hook(order, entry)` is called inside the transaction that records an entry: both are kept, or none."""
    if hook not in _hooks:
        _hooks.append(hook)


def run_hooks(order: Order, entry: Entry) -> None:
    """Calls them; what one of them raises undoes the action."""
    for hook in _hooks:
        hook(order, entry)
