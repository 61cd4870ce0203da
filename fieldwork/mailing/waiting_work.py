"""What else waits and why, for *Outgoing*: given by the app above that runs what follows an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class WaitingItem:
    """A step after an entry of an order that failed: `error` in words, and when it is tried again, if it is.

    `key` names it where somebody has it tried again.
    """

    order: int
    what: str
    error: str
    attempts: int
    next_try_at: datetime | None
    key: int


WaitingProvider = Callable[[], list[WaitingItem]]
_providers: list[WaitingProvider] = []


def register_waiting_provider(provider: WaitingProvider) -> None:
    """Registers `provider`: from now on `provider()` returns what waits."""
    _providers[:] = [provider]


def waiting_items() -> list[WaitingItem]:
    """The steps that failed and are tried again."""
    return [one for provider in _providers for one in provider()]
