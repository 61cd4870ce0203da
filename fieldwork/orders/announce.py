"""Tells whoever listens that an order's journal has grown. Upper rooms register; this room knows none of them."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from fieldwork.orders.kinds import Kind

Listener = Callable[[int, int, Kind], None]
Reading = Callable[[int, int, int], None]
_listeners: list[Listener] = []
_of_reading: list[Reading] = []


def listen(listener: Listener) -> None:
    """`listener(order number, seq, kind)` is called after each commit that recorded an entry."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(order: int, seq: int, kind: Kind) -> None:
    """Calls the listeners once this transaction is committed; a failing one is logged and holds up nobody."""
    for listener in _listeners:
        transaction.on_commit(partial(listener, order, seq, kind), robust=True)


def listen_to_reading(listener: Reading) -> None:
    """`listener(order number, person, seq)` is called after each commit by which somebody has read further."""
    if listener not in _of_reading:
        _of_reading.append(listener)


def announce_reading(order: int, person: int, seq: int) -> None:
    """Calls them once this transaction is committed, as `announce` does."""
    for listener in _of_reading:
        transaction.on_commit(partial(listener, order, person, seq), robust=True)
