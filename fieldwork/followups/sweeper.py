"""Once a day: files never sent, what killed processes left, what has ended. And round by round the scrubber's work."""

import time
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fieldwork.attachments.actions.forget import forget, remove_half_written
from fieldwork.attachments.models import File
from fieldwork.documents.actions.mend import mended_by
from fieldwork.environment import DATA
from fieldwork.environment.folder import remove_temporary
from fieldwork.followups.orphans import remove_orphans
from fieldwork.followups.scrubber import scrub
from fieldwork.orders.models import EntryFile
from fieldwork.orders.rounds import Rounds
from fieldwork.people.actions.forget_sessions import forget_sessions
from fieldwork.people.actions.forget_tries import forget_tries

KEPT = timedelta(days=30)
"""A draft with files may wait that long for its person."""

WRITTEN_WITHIN = timedelta(days=1)
EACH_SECONDS = 24 * 3600.0
SCRUB_SECONDS = 3600.0
MOST_AT_ONCE = 500


def sweep() -> tuple[int, int]:
    """How many files were forgotten, and how many leftovers removed. Two processes may do it at once."""
    forget_tries()
    forget_sessions()
    now = timezone.now()
    sent = EntryFile.objects.filter(file=OuterRef("pk"))
    unsent = File.objects.filter(~Exists(sent), uploaded_at__lt=now - KEPT).order_by("uploaded_at")
    forgotten = sum(forget(file) for file in unsent[:MOST_AT_ONCE])
    before = now - WRITTEN_WITHIN
    return forgotten, remove_half_written(before) + remove_temporary(DATA, before) + remove_orphans(before)


class Sweeper:
    """Begins with the program; nobody wakes it."""

    def __init__(self) -> None:
        self._rounds = Rounds("sweeper", work=self._round, free=lambda: None)
        self._next = self._next_scrub = 0.0

    def start(self) -> None:
        """The first round begins at once."""
        mended_by(self.wake)
        self._rounds.start()

    def wake(self) -> None:
        """A document is to be made again."""
        self._next_scrub = 0.0
        self._rounds.wake()

    def stop(self) -> None:
        """Ends after the round that is running."""
        self._rounds.stop()

    def _round(self) -> float | None:
        # The rounds come by the clock, every few seconds.
        if time.monotonic() >= self._next:
            forgotten, _removed = sweep()
            self._next = time.monotonic() + (EACH_SECONDS if forgotten < MOST_AT_ONCE else 0)
        if time.monotonic() >= self._next_scrub:
            self._next_scrub = time.monotonic() + SCRUB_SECONDS
            if scrub():
                self._next_scrub = 0.0
        if self._next_scrub:
            # For an hour it needs none.
            connection.close()
        return None


sweeper = Sweeper()
"""The sweeper of this process."""
