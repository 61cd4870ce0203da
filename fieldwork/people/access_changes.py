"""Tells whoever listens that what somebody may do has changed. Apps above register; this one knows none of them."""

from collections.abc import Callable
from functools import partial

from django.db import transaction

Listener = Callable[[int], None]
_listeners: list[Listener] = []


def subscribe_to_access_changes(listener: Listener) -> None:
    """`listener(person)` is called after each commit that ended a session or a token, or changed roles or sight."""
    if listener not in _listeners:
        _listeners.append(listener)


def publish_access_change(person: int) -> None:
    """Calls them once this transaction is committed: the person's open pages, in all processes, end or show less."""
    for listener in _listeners:
        transaction.on_commit(partial(listener, person), robust=True)
