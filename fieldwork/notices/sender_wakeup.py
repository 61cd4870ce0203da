"""Who is woken when there are new notices; the watch above registers."""

from collections.abc import Callable

_sleepers: list[Callable[[], None]] = []


def wake_me(sleeper: Callable[[], None]) -> None:
    """`sleeper()` is called after each commit that wrote notices."""
    if sleeper not in _sleepers:
        _sleepers.append(sleeper)


def wake() -> None:
    """Calls every registered `sleeper` after a commit wrote notices."""
    for sleeper in _sleepers:
        sleeper()
