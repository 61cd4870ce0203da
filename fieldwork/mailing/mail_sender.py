"""Carries mails from the outbox to the server, in a thread of its own: a slow server holds up nothing else."""

from django.utils import timezone

from fieldwork.config import SMTP_URL
from fieldwork.mailing.actions.deliver import deliver, due_mails, release_held, seconds_until_next
from fieldwork.mailing.password_mails import queue_requested_mails
from fieldwork.mailing.sender_wakeup import subscribe_to_wakeup
from fieldwork.orders.background_loop import BackgroundLoop


class MailSender:
    """Without a mail server it never starts."""

    def __init__(self) -> None:
        self._rounds = BackgroundLoop("mail", work=self._round, free=release_held)

    def start(self) -> None:
        """Begins with what an earlier process left in the outbox."""
        if SMTP_URL:
            subscribe_to_wakeup(self._rounds.wake)
            self._rounds.start()

    def stop(self) -> None:
        """Ends after the delivery that is running."""
        self._rounds.stop()

    def _round(self) -> float | None:
        """Answers who has asked for a letter, then posts everything that is due now."""
        queue_requested_mails()
        while mails := due_mails(timezone.now()):
            for mail in mails:
                if self._rounds.is_ending:
                    return None
                deliver(mail)
        return seconds_until_next(timezone.now())


mail_sender = MailSender()
"""The mail sender of this process."""
