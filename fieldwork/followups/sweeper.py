"""Once a day: files that were uploaded and never sent, what killed processes left half-written, tries long past."""

import time
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fieldwork.attachments.actions.forget import forget, remove_half_written
from fieldwork.attachments.models import File
from fieldwork.orders.models import EntryFile
from fieldwork.orders.rounds import Rounds
from fieldwork.people.actions.forget_tries import forget_tries

KEPT = timedelta(days=30)
"""A draft with files may wait that long for its person."""

WRITTEN_WITHIN = timedelta(days=1)
EACH_SECONDS = 24 * 3600.0
MOST_AT_ONCE = 500


def sweep() -> tuple[int, int]:
    """How many files were forgotten, and how many half-written ones removed. Two processes may do it at once."""
    now = timezone.now()
    sent = EntryFile.objects.filter(file=OuterRef("pk"))
    unsent = File.objects.filter(~Exists(sent), uploaded_at__lt=now - KEPT).order_by("uploaded_at")
    forgotten = sum(forget(file) for file in unsent[:MOST_AT_ONCE])
    return forgotten, remove_half_written(now - WRITTEN_WITHIN)


class Sweeper:
    """Begins with the program; nobody wakes it."""

    def __init__(self) -> None:
        self._rounds = Rounds("sweeper", work=self._round, free=lambda: None)
        self._next = 0.0

    def start(self) -> None:
        """The first round begins at once."""
        self._rounds.start()

    def stop(self) -> None:
        """Ends after the round that is running."""
        self._rounds.stop()

    def _round(self) -> float | None:
        # The rounds come by the clock, every few seconds.
        if time.monotonic() >= self._next:
            forget_tries()
            forgotten, _removed = sweep()
            # For a day it needs none.
            connection.close()
            self._next = time.monotonic() + (EACH_SECONDS if forgotten < MOST_AT_ONCE else 0)
        return None


sweeper = Sweeper()
"""The sweeper of this process."""
