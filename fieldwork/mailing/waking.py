"""Who is woken when a mail lies in the outbox; the postman above registers."""

from collections.abc import Callable

_sleepers: list[Callable[[], None]] = []


def wake_me(sleeper: Callable[[], None]) -> None:
    """`sleeper()` is called after each commit that put a mail into the outbox."""
    if sleeper not in _sleepers:
        _sleepers.append(sleeper)


def wake() -> None:
    """Somebody has post."""
    for sleeper in _sleepers:
        sleeper()
