"""The mail server: one message handed over, or why not. Nothing here waits longer than TOTAL_SECONDS."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from fieldwork.config import SMTP_URL
from fieldwork.config.server_urls import MailServer, mail_server_of

STEP_SECONDS = 20.0
"""For one answer of the server."""

READY, AUTHENTICATION_REQUIRED, TOO_LARGE = 220, 530, 552
TOTAL_SECONDS = 60.0
"""For the whole conversation: a server may answer a byte at a time."""


class TemporaryFailure(Exception):
    """The server could not be reached, or said "try again later" (RFC 5321: 4yz). `str()` has its words."""


class PermanentFailure(Exception):
    """The server refuses this mail for good (RFC 5321: 5yz). `str()` has its words."""


def send_message(message: EmailMessage, url: str = SMTP_URL) -> None:
    """Hands the message over; returns when the server has taken it.

    Raises PermanentFailure where the server refuses this address or this content for good; TemporaryFailure for all
    else, a wrong password too: what is wrong with the server must not end the mails that wait for it.
    """
    server = mail_server_of(url)
    try:
        with _deadline() as guard, _connected(server, guard) as client:
            _authenticate(client, server)
            client.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _by_code(code, words) from refused
    except smtplib.SMTPDataError as error:
        raise _by_code(error.smtp_code, error.smtp_error) from error
    except smtplib.SMTPSenderRefused as error:
        failure = PermanentFailure if error.smtp_code == TOO_LARGE else TemporaryFailure
        raise failure(_server_reply(error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPResponseException as error:
        raise TemporaryFailure(_server_reply(error.smtp_code, error.smtp_error)) from error
    except smtplib.SMTPNotSupportedError as cannot:
        raise PermanentFailure(str(cannot)) from cannot
    except (smtplib.SMTPException, OSError, ValueError) as lost:
        raise TemporaryFailure(str(lost) or type(lost).__name__) from lost


def _by_code(code: int, words: bytes | str) -> TemporaryFailure | PermanentFailure:
    final = 500 <= code < 600 and code != AUTHENTICATION_REQUIRED
    return PermanentFailure(_server_reply(code, words)) if final else TemporaryFailure(_server_reply(code, words))


def _server_reply(code: int, words: bytes | str) -> str:
    reply = words.decode(errors="replace") if isinstance(words, bytes) else words
    return f"{code} {' '.join(reply.split())}"


@contextmanager
def _connected(server: MailServer, guard: "_Deadline") -> Iterator[smtplib.SMTP]:
    """The conversation after its greeting; its end is not waited for: what was taken is taken."""
    client = smtplib.SMTP(timeout=STEP_SECONDS)
    guard.watch(client)
    try:
        code, words = _greeted(client, server)
        if code != READY or guard.is_over:
            raise TemporaryFailure(_server_reply(code, words))
        yield client
        with suppress(smtplib.SMTPException, OSError):
            client.quit()
    finally:
        client.close()


def _greeted(client: smtplib.SMTP, server: MailServer) -> tuple[int, bytes]:
    """The line is the client's before anybody is waited for on it, so that the deadline can cut it."""
    if not server.encrypted:
        return client.connect(server.host, server.port)
    line = socket.create_connection((server.host, server.port), STEP_SECONDS)
    context = ssl.create_default_context()
    secured = context.wrap_socket(line, server_hostname=server.host, do_handshake_on_connect=False)
    client.sock = secured
    secured.do_handshake()
    return client.getreply()


def _authenticate(client: smtplib.SMTP, server: MailServer) -> None:
    """A password goes over an encrypted line only, or to this machine itself."""
    client.ehlo()
    if not server.encrypted and client.has_extn("starttls"):
        client.starttls(context=ssl.create_default_context())
        client.ehlo()
    elif server.user and not server.encrypted and server.host not in ("localhost", "127.0.0.1", "::1"):
        raise TemporaryFailure("The mail server offers no encryption, so the password was not sent.")
    if server.user:
        client.login(server.user, server.password)


@contextmanager
def _deadline() -> Iterator["_Deadline"]:
    guard = _Deadline()
    timer = threading.Timer(TOTAL_SECONDS, guard.close)
    timer.daemon = True
    timer.start()
    try:
        yield guard
    finally:
        timer.cancel()


class _Deadline:
    """Cuts the line of the client that it watches."""

    def __init__(self) -> None:
        self.is_over = False
        self._client: smtplib.SMTP | None = None

    def watch(self, client: smtplib.SMTP) -> None:
        """Sets the client whose socket is shut down when the deadline passes."""
        self._client = client

    def close(self) -> None:
        """Shuts down the client's socket: whoever waits on it gets an error at once."""
        self.is_over = True
        line = self._client.sock if self._client else None
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
