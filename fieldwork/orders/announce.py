"""Tells whoever listens that an order's journal has grown. Upper rooms register; this room knows none of them."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from fieldwork.orders.kinds import Kind

Listener = Callable[[int, int, Kind], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """`listener(order number, seq, kind)` is called after each commit that recorded an entry."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(order: int, seq: int, kind: Kind) -> None:
    """Calls the listeners once this transaction is committed; a failing one is logged and holds up nobody."""
    for listener in _listeners:
        transaction.on_commit(partial(listener, order, seq, kind), robust=True)
