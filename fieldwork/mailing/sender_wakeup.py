"""Who is woken when a mail lies in the outbox; the postman above registers."""

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def subscribe_to_wakeup(sleeper: Callable[[], None]) -> None:
    """`sleeper()` is called after each commit that put a mail into the outbox."""
    if sleeper not in _listeners:
        _listeners.append(sleeper)


def wake() -> None:
    """Somebody has post."""
    for sleeper in _listeners:
        sleeper()
