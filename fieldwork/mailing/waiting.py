"""What else waits and why, for *Outgoing*: told by the room above that runs what follows an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Waiting:
    """A step after an entry of an order that failed: `error` in words, and when it is tried again, if it is.

    `key` names it where somebody has it tried again.
    """

    order: int
    what: str
    error: str
    attempts: int
    next_try_at: datetime | None
    key: int


Teller = Callable[[], list[Waiting]]
_tellers: list[Teller] = []


def waiting_is_told_by(teller: Teller) -> None:
    """From now on `teller()` says what waits."""
    _tellers[:] = [teller]


def what_waits() -> list[Waiting]:
    """The steps that failed and are tried again."""
    return [one for teller in _tellers for one in teller()]
