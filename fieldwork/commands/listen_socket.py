"""Where the program listens."""

import errno
import os
import socket

from fieldwork.commands.terminal_language import _

BACKLOG = 2048


class CannotListen(Exception):
    """Nobody can listen there; says why, in words."""


def open_socket(host: str, port: int) -> socket.socket:
    """A listening place at `host` and `port` (0: any free one). Raises CannotListen."""
    where = {"host": host, "port": port}
    try:
        family, kind, _any, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        # asyncio turns Nagle's algorithm off only where the protocol is named; else each answer waits 40 ms.
        listener = socket.socket(family, kind, socket.IPPROTO_TCP)
        if os.name == "posix":
            # A port that was just left may be taken again at once. On Windows this would let two share it.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except (OSError, OverflowError) as refused:
        if getattr(refused, "errno", None) == errno.EADDRINUSE:
            sentence = _("Port %(port)s is in use. Stop what uses it, or choose another one: PORT=8001 make run")
            raise CannotListen(sentence % where) from refused
        sentence = _("Cannot listen at %(host)s, port %(port)s: %(reason)s")
        raise CannotListen(sentence % {**where, "reason": refused}) from refused
    return listener


def address_of(listener: socket.socket) -> str:
    """Returns the URL to open in a browser on this machine."""
    host, port = listener.getsockname()[:2]
    if host in ("127.0.0.1", "::1", "0.0.0.0", "::"):  # noqa: S104 (compared, not listened at)
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
