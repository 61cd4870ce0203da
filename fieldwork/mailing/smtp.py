"""The mail server: one message handed over, or why not. Nothing here waits longer than TOTAL_SECONDS."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from fieldwork.environment import SMTP_URL

STEP_SECONDS = 20.0
"""For one answer of the server."""

TOTAL_SECONDS = 60.0
"""For the whole conversation: a server may answer a byte at a time."""


class NotNow(Exception):
    """The server could not be reached, or said "try again later" (RFC 5321: 4yz). `str()` has its words."""


class Never(Exception):
    """The server refuses this mail for good (RFC 5321: 5yz). `str()` has its words."""


@dataclass(frozen=True)
class Server:
    """From FIELDWORK_SMTP_URL. smtp://user:password@host:587 speaks STARTTLS where offered, smtps:// TLS at once."""

    host: str
    port: int
    encrypted: bool
    user: str
    password: str


def server_of(url: str) -> Server:
    """Raises ValueError for what is no such address."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("FIELDWORK_SMTP_URL is smtp://user:password@host:port, or smtps://…")
    encrypted = parts.scheme == "smtps"
    port = parts.port or (465 if encrypted else 587)
    return Server(parts.hostname, port, encrypted, unquote(parts.username or ""), unquote(parts.password or ""))


def deliver(message: EmailMessage, url: str = SMTP_URL) -> None:
    """Hands the message over; returns when the server has taken it. Raises NotNow, Never."""
    server = server_of(url)
    try:
        with _deadline() as guarded, _connected(server) as client:
            guarded(client)
            _say_who(client, server)
            client.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _by_code(code, words) from refused
    except smtplib.SMTPResponseException as answered:
        raise _by_code(answered.smtp_code, answered.smtp_error) from answered
    except smtplib.SMTPNotSupportedError as cannot:
        raise Never(str(cannot)) from cannot
    except (smtplib.SMTPException, OSError, ValueError) as lost:
        raise NotNow(str(lost) or type(lost).__name__) from lost


def _by_code(code: int, words: bytes | str) -> NotNow | Never:
    told = words.decode(errors="replace") if isinstance(words, bytes) else words
    text = f"{code} {' '.join(told.split())}"
    return Never(text) if 500 <= code < 600 else NotNow(text)


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """The conversation; its end is not waited for: what was taken is taken."""
    client: smtplib.SMTP
    if server.encrypted:
        context = ssl.create_default_context()
        client = smtplib.SMTP_SSL(server.host, server.port, timeout=STEP_SECONDS, context=context)
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=STEP_SECONDS)
    try:
        yield client
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
    finally:
        client.close()


def _say_who(client: smtplib.SMTP, server: Server) -> None:
    """A password goes over an encrypted line only, or to this machine itself."""
    client.ehlo()
    if not server.encrypted and client.has_extn("starttls"):
        client.starttls(context=ssl.create_default_context())
        client.ehlo()
    elif server.user and not server.encrypted and server.host not in ("localhost", "127.0.0.1", "::1"):
        raise Never("The mail server offers no encryption, so the password was not sent.")
    if server.user:
        client.login(server.user, server.password)


@contextmanager
def _deadline() -> Iterator["_Guard"]:
    guard = _Guard()
    timer = threading.Timer(TOTAL_SECONDS, guard.cut)
    timer.daemon = True
    timer.start()
    try:
        yield guard
    finally:
        timer.cancel()


class _Guard:
    """Cuts the line of the client it was given."""

    def __init__(self) -> None:
        self._client: smtplib.SMTP | None = None

    def __call__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def cut(self) -> None:
        """Whoever waits on the line gets an error at once."""
        line = self._client.sock if self._client else None
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
