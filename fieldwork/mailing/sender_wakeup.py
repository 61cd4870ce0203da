"""Who is woken when a mail lies in the outbox; the mail sender above registers."""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def subscribe_to_wakeup(listener: Callable[[], None]) -> None:
    """`listener()` is called after each commit that put a mail into the outbox."""
    if listener not in _listeners:
        _listeners.append(listener)


def wake() -> None:
    """Wakes the mail sender after a commit queued a mail."""
    for listener in _listeners:
        listener()
