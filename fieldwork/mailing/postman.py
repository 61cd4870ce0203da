"""Carries mails from the outbox to the server, in a thread of its own: a slow server holds up nothing else."""

import logging
import threading

from django.db import close_old_connections, connection, connections
from django.utils import timezone

from fieldwork.environment import SMTP_URL
from fieldwork.mailing.actions.post import post, release_held, seconds_until_next, waiting
from fieldwork.mailing.waking import wake_me

SCAN_SECONDS = 20.0
"""The outbox is the truth: what no wake-up told, another process's mails too, is found by looking."""

SHORTEST_PAUSE = 0.5
STOP_SECONDS = 1.0
log = logging.getLogger(__name__)


class Postman:
    """A daemon thread; without a mail server it never starts."""

    def __init__(self) -> None:
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins with what an earlier process left in the outbox."""
        if not SMTP_URL:
            return
        wake_me(self._woken.set)
        self._stopped.clear()
        self._thread = threading.Thread(target=self._work, name="postman", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the delivery that is running, or leaves it to its lease after a second."""
        self._stopped.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)
            self._thread = None

    def round(self) -> int:
        """Posts everything that is due now; how many mails were taken up."""
        taken = 0
        while mails := waiting(timezone.now()):
            for mail in mails:
                if self._stopped.is_set():
                    return taken
                post(mail)
                taken += 1
        return taken

    def _work(self) -> None:
        begun = False
        while not self._stopped.is_set():
            self._woken.clear()
            pause = SCAN_SECONDS
            try:
                close_old_connections()
                if not begun and connection.vendor == "sqlite":
                    # An embedded database is served by this process alone: what is held was held by one that ended.
                    release_held()
                begun = True
                self.round()
                coming = seconds_until_next(timezone.now())
                pause = SCAN_SECONDS if coming is None else min(max(coming, SHORTEST_PAUSE), SCAN_SECONDS)
            except Exception:
                log.exception("The postman waits for the database")
            self._woken.wait(pause)
        connections.close_all()


postman = Postman()
"""The postman of this process."""
