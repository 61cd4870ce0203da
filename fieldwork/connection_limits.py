"""Connections to the running program: bounded in number, and cut when they say nothing.

Written for uvicorn 0.54.0 with h11 0.16.0. `python -m fieldwork run` serves with it; `uvicorn
fieldwork.asgi:application` has the limits of bodies (fieldwork/request_limits.py), but these only with `--http
fieldwork.connection_limits:BoundedProtocol`.
"""

import asyncio
import ipaddress
import logging
from collections import Counter
from contextlib import suppress
from typing import Any

import h11
from django.utils.translation import gettext as _
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.protocols.utils import get_remote_addr

from fieldwork.config import PROXIES
from fieldwork.config.trusted_proxies import is_proxy
from fieldwork.refusal_log import refusals

resource: Any
try:
    import resource
except ImportError:  # Windows has no such limit
    resource = None

HEAD_SECONDS = 10.0
"""From the connection, or the first byte of a later request, to a whole request head."""

TAKE_SECONDS = 60.0
"""A reader who takes nothing of what is ready for so long is gone."""

RESERVED_FILES = 128
"""Open files that are kept for database, log, documents and packages."""

MAX_CONNECTIONS = 8192
MAX_PER_ADDRESS = 500
"""An office of a hundred people behind one address, with all that a browser opens at once."""

NOISE = frozenset({"Invalid HTTP request received.", "Unsupported upgrade request."})


class ConnectionLimiter:
    """How many are inside. A stream is a connection like others."""

    def __init__(self) -> None:
        self.most, self.most_of_address = MAX_CONNECTIONS, MAX_PER_ADDRESS
        self._inside = 0
        self._of_address: Counter[str] = Counter()

    def fit(self, files: int) -> int:
        """Bounds connections so that each may have a second open file; the backlog that asyncio may take at once.

        A connection that is refused is still open for up to four rounds of the event loop, each with a backlog.
        """
        backlog = max(16, min(2048, files // 16))
        self.most = max(16, min(MAX_CONNECTIONS, (files - 4 * backlog - RESERVED_FILES) // 2))
        self.most_of_address = max(8, min(MAX_PER_ADDRESS, self.most // 2))
        return backlog

    def enter(self, address: str) -> str:
        """Empty, or why it is refused; who entered has to leave."""
        if self._inside >= self.most:
            return "in all"
        if address and self._of_address[address] >= self.most_of_address:
            return f"from {address}"
        self._inside += 1
        self._of_address[address] += 1
        return ""

    def leave(self, address: str) -> None:
        """Decrements the counts of all connections and of the address."""
        self._inside -= 1
        self._of_address[address] -= 1
        if not self._of_address[address]:
            del self._of_address[address]


connection_limiter = ConnectionLimiter()
"""The door of this process."""


def raise_file_limit() -> int:
    """Raises the open-file limit as far as allowed; returns how many files this process may open, at most 65,536."""
    if resource is None:
        return MAX_CONNECTIONS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    target = 65_536 if hard == resource.RLIM_INFINITY else hard
    with suppress(OSError, ValueError):  # macOS has a limit that it does not tell
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, target), hard))
    return min(65_536, int(resource.getrlimit(resource.RLIMIT_NOFILE)[0]))


def address_of(host: str) -> str:
    """Returns the address counted as one sender; empty if the sender is not counted.

    All clients behind a proxy share its address. So do all on this machine, which such a proxy may run on.
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback or is_proxy(str(address), PROXIES):
        return ""
    # Who has one address of version 6 has all of its network.
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))


class NoiseFilter(logging.Filter):
    """What uvicorn says of each broken request is counted instead."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is logged."""
        if record.getMessage() not in NOISE:
            return True
        refusals.note("request", "not understood")
        return False


logging.getLogger("uvicorn.error").addFilter(NoiseFilter())


class BoundedProtocol(H11Protocol):
    """uvicorn's H11Protocol with an end to waiting: for a head, for the rest of a refused body, for a slow reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._address: str | None = None
        self._head: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Lets it in, or says 503 and hangs up."""
        client = get_remote_addr(transport)
        address = address_of(client[0]) if client else ""
        if why := connection_limiter.enter(address):
            refusals.note("connection", why)
            transport.write(_full())
            transport.close()
            return
        self._address = address
        super().connection_made(transport)
        self._mind()

    def connection_lost(self, exc: Exception | None) -> None:
        """Makes room."""
        if self._address is None:
            return
        connection_limiter.leave(self._address)
        for timer in (self._head, self._taking):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feeds the data to uvicorn, then sets or cancels the timeout for what is still missing."""
        super().data_received(data)
        self._mind()

    def on_response_complete(self) -> None:
        """Limits the wait for the rest of an unread body to HEAD_SECONDS, as for a head."""
        super().on_response_complete()
        self._mind()

    def pause_writing(self) -> None:
        """The reader has not taken what it got."""
        super().pause_writing()
        if self._taking is None:
            self._taking = self.loop.call_later(TAKE_SECONDS, self._cut, "answer not taken")

    def resume_writing(self) -> None:
        """It has."""
        super().resume_writing()
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def _mind(self) -> None:
        """Sets or takes back the end of waiting; while a request is answered its body has its own (request_body.py)."""
        cycle: RequestResponseCycle | None = self.cycle  # None before the first, whatever uvicorn calls it
        if self.transport.is_closing() or (cycle and not cycle.response_complete):
            waits = False
        else:
            between = cycle and self.conn.their_state is h11.IDLE
            waits = not between or bool(self.conn.trailing_data[0])
        if waits:
            self._head = self._head or self.loop.call_later(HEAD_SECONDS, self._cut, "no whole request in time")
        elif self._head:
            self._head.cancel()
            self._head = None

    def _cut(self, why: str) -> None:
        refusals.note("connection", why)
        self.transport.abort()


def _full() -> bytes:
    words = _("Too many connections at once. Try again in a moment.").encode()
    head = (
        "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(words)}\r\nRetry-After: 5\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + words
