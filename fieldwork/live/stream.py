"""One open stream as the hub knows it."""

import asyncio
import secrets
from enum import Enum, auto

from fieldwork.live.credentials import Credential


class Ending(Enum):
    """Why a stream ends: GONE, its person is signed out or may not see it; AGAIN, it should connect anew."""

    UNAUTHORIZED = auto()
    RECONNECT = auto()


class Stream:
    """`only` limits it to one order; `sees_all` is None until it is known whether its person sees every order.

    Ticks wait in `pending`, the latest of each order, until the reader is ready; so do `whispers`, ready to be sent.
    `orders` are those its person was on when last asked; `needs_refresh`: the page reloads all its parts. `open` are
    the orders that its pages show now, and `id` is how they say so.
    """

    __slots__ = (
        "_woken",
        "ending",
        "id",
        "name",
        "needs_refresh",
        "only",
        "open",
        "orders",
        "pending",
        "proof",
        "sees_all",
        "whispers",
    )  # fmt: skip

    def __init__(self, proof: Credential, *, name: str = "", only: int | None = None) -> None:
        self.proof = proof
        self.name = name
        self.only = only
        self.id = secrets.token_urlsafe(9)
        self.sees_all: bool | None = None
        self.ending: Ending | None = None
        self.orders: frozenset[int] | None = None
        self.open: frozenset[int] = frozenset()
        self.needs_refresh = False
        self.pending: dict[int, int] = {}
        self.whispers: dict[str, bytes] = {}
        self._woken = asyncio.Event()

    def wants(self, order: int) -> bool:
        """Whether ticks of this order are for this stream, if its person may see them."""
        return self.only is None or self.only == order

    def offer(self, order: int, seq: int) -> None:
        """A tick; of one order only the latest waits."""
        self.pending[order] = max(seq, self.pending.get(order, 0))
        self._woken.set()

    def push_presence(self, about: str, event: bytes) -> None:
        """Something that is forgotten when it was said; about one thing only the latest waits."""
        self.whispers[about] = event
        self._woken.set()

    def refresh_all(self) -> None:
        """Has the page reload everything, because what the person may see has changed."""
        self.needs_refresh = True
        self._woken.set()

    def end(self, ending: Ending) -> None:
        """Ends the stream: nothing is sent any more, waiting events included."""
        self.ending = self.ending or ending
        self.pending.clear()
        self.whispers.clear()
        self._woken.set()

    async def next(self, timeout: float) -> dict[int, int]:
        """The ticks that wait now, {order: seq}; empty after `timeout` seconds, or when the stream ends."""
        try:
            async with asyncio.timeout(timeout):
                await self._woken.wait()
        except TimeoutError:
            return {}
        self._woken.clear()
        updates, self.pending = self.pending, {}
        return updates

    def take_presence(self) -> bytes:
        """The whispers that wait now."""
        whispers, self.whispers = self.whispers, {}
        return b"".join(whispers.values())
