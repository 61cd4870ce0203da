"""Carries mails from the outbox to the server, in a thread of its own: a slow server holds up nothing else."""

from django.utils import timezone

from fieldwork.environment import SMTP_URL
from fieldwork.mailing.actions.post import post, release_held, seconds_until_next, waiting
from fieldwork.mailing.letters import answer_askings
from fieldwork.mailing.waking import wake_me
from fieldwork.orders.rounds import Rounds


class Postman:
    """Without a mail server it never starts."""

    def __init__(self) -> None:
        self._rounds = Rounds("postman", work=self._round, free=release_held)

    def start(self) -> None:
        """Begins with what an earlier process left in the outbox."""
        if SMTP_URL:
            wake_me(self._rounds.wake)
            self._rounds.start()

    def stop(self) -> None:
        """Ends after the delivery that is running."""
        self._rounds.stop()

    def _round(self) -> float | None:
        """Answers who has asked for a letter, then posts everything that is due now."""
        answer_askings()
        while mails := waiting(timezone.now()):
            for mail in mails:
                if self._rounds.is_ending:
                    return None
                post(mail)
        return seconds_until_next(timezone.now())


postman = Postman()
"""The postman of this process."""
