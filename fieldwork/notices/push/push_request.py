"""The way out to a push service: one request to a public host over TLS, or why not.

The address comes from a browser, so it may name anything: every address of the host has to be public, and the
connection goes to one that was looked at, not to what the name means a moment later.
"""

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from fieldwork.config import PUSH_TO_LOOPBACK

STEP_SECONDS = 5.0
TOTAL_SECONDS = 15.0
"""For the whole of it: a service may answer a byte at a time."""

HTTPS_PORT = 443
LOOPBACK = "127.0.0.1"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(Exception):
    """No address that we send to; `str()` says which."""


class NotReached(Exception):
    """Nothing was sent, so it may be sent again."""


class NoAnswer(Exception):
    """It was sent, and nothing came back: whether it was taken is not known."""


def check_endpoint(endpoint: str) -> None:
    """Raises NotAllowed for what is no https address of a host by name, on the port of HTTPS."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError as wrong:
        raise NotAllowed(endpoint) from wrong
    if PUSH_TO_LOOPBACK and host == LOOPBACK and parts.scheme == "http":
        return
    named = host and "." in host.strip(".") and not _is_literal(host) and endpoint.isascii() and endpoint.isprintable()
    if parts.scheme != "https" or not named or port not in (None, HTTPS_PORT) or parts.username or " " in endpoint:
        raise NotAllowed(endpoint)


def send_push_request(endpoint: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer; redirects are not followed. Raises NotAllowed, NotReached, NoAnswer."""
    check_endpoint(endpoint)
    parts = urlsplit(endpoint)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    with _open_connection(parts.hostname or "", parts.port or HTTPS_PORT, tls=parts.scheme == "https") as line:
        talk = HTTPConnection(parts.hostname or "", parts.port)
        talk.sock = line
        try:
            talk.request("POST", path, body, dict(headers))
            return talk.getresponse().status
        except (OSError, HTTPException) as lost:
            raise NoAnswer(str(lost) or type(lost).__name__) from lost


def is_public(text: str) -> bool:
    """Whether the address is one of the open internet, also inside what carries IPv4 in IPv6."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


@contextmanager
def _open_connection(host: str, port: int, *, tls: bool) -> Iterator[socket.socket]:
    """A connection that is cut after TOTAL_SECONDS."""
    line = _connected(host, port)
    timer = threading.Timer(TOTAL_SECONDS, _shut_down, [line])
    timer.daemon = True
    timer.start()
    try:
        if tls:
            try:
                line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
            except OSError as error:
                raise NotReached(str(error)) from error
        yield line
    finally:
        timer.cancel()
        line.close()


def _connected(host: str, port: int) -> socket.socket:
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as unknown:
        raise NotReached(str(unknown)) from unknown
    if not found or not (all(is_public(one) for one in found) or (PUSH_TO_LOOPBACK and found == [LOOPBACK])):
        raise NotAllowed(host)
    error: OSError | None = None
    for address in dict.fromkeys(found):
        try:
            return socket.create_connection((address, port), STEP_SECONDS)
        except OSError as failed:
            error = failed
    raise NotReached(str(error)) from error


def _shut_down(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
