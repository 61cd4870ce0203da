"""Tells whoever listens that an order's journal has grown. Apps above register; this one knows none of them."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

from fieldwork.orders.entry_types import EntryKind

EntryListener = Callable[[int, int, EntryKind], None]
ReadListener = Callable[[int, int, int], None]
_listeners: list[EntryListener] = []
_read_listeners: list[ReadListener] = []


def subscribe(listener: EntryListener) -> None:
    """`listener(order number, seq, kind)` is called after each commit that recorded an entry."""
    if listener not in _listeners:
        _listeners.append(listener)


def publish(order: int, seq: int, kind: EntryKind) -> None:
    """Calls the listeners once this transaction is committed; a failing one is logged and holds up nobody."""
    for listener in _listeners:
        transaction.on_commit(partial(listener, order, seq, kind), robust=True)


def subscribe_to_reads(listener: ReadListener) -> None:
    """`listener(order number, person, seq)` is called after each commit by which somebody has read further."""
    if listener not in _read_listeners:
        _read_listeners.append(listener)


def publish_read(order: int, person: int, seq: int) -> None:
    """Calls them once this transaction is committed, as `publish` does."""
    for listener in _read_listeners:
        transaction.on_commit(partial(listener, order, person, seq), robust=True)
