"""A real mail server on the loopback, which may be told to misbehave."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.free_port import free_port


class Box:
    """What arrived, and how the server answers: `answers` are used up one by one, then everything is taken."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.answers: list[str] = []
        self.tries = 0
        self.hang = False
        self._news = threading.Condition()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Keeps the mail, unless another answer is wanted."""
        with self._news:
            self.tries += 1
            self._news.notify_all()
        while self.hang:
            await asyncio.sleep(0.05)
        if self.answers and (answer := self.answers.pop(0)):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        with self._news:
            self.recipients += envelope.rcpt_tos
            self.mails.append(message_from_bytes(content, policy=policy.default))
            self._news.notify_all()
        return "250 2.0.0 Taken"

    def wait_for(self, count: int, seconds: float = 20) -> list[EmailMessage]:
        """The mails, as soon as there are `count`."""
        with self._news:
            found = self._news.wait_for(lambda: len(self.mails) >= count, seconds)
        assert found, f"{len(self.mails)} mails instead of {count}"
        return self.mails

    def wait_for_tries(self, count: int, seconds: float = 20) -> None:
        """Returns as soon as so many mails were offered."""
        with self._news:
            assert self._news.wait_for(lambda: self.tries >= count, seconds), f"{self.tries} tries instead of {count}"


@contextmanager
def mail_server(**options: Any) -> Iterator[tuple[str, Box]]:
    """Its address for FIELDWORK_SMTP_URL, and its box."""
    box, port = Box(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}", box
    finally:
        box.hang = False
        controller.stop()
