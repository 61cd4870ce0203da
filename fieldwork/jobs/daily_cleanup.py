"""Once a day: files never sent, what killed processes left, what has ended. And round by round the scrubber's work."""

import time
from datetime import timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fieldwork.attachments.actions.delete_unsent import delete_unsent, remove_half_written
from fieldwork.attachments.models import File
from fieldwork.config import DATA
from fieldwork.config.data_folder import remove_temporary
from fieldwork.documents.actions.repair_pdf import register_repairer
from fieldwork.jobs.file_scrubber import scrub_files
from fieldwork.jobs.orphaned_files import remove_orphans
from fieldwork.orders.background_loop import BackgroundLoop
from fieldwork.orders.models import EntryFile
from fieldwork.people.actions.delete_ended_sessions import delete_ended_sessions
from fieldwork.people.actions.delete_expired_cache import delete_expired_cache

UNSENT_FILES_MAX_AGE = timedelta(days=30)
"""A draft with files may wait that long for its person."""

WRITTEN_WITHIN = timedelta(days=1)
EACH_SECONDS = 24 * 3600.0
SCRUB_SECONDS = 3600.0
BATCH_SIZE = 500


def clean_up() -> tuple[int, int]:
    """Deletes unsent files, leftovers, ended sessions and expired cache rows.

    Returns (files deleted, leftovers removed). Two processes may run it at once.
    """
    delete_expired_cache()
    delete_ended_sessions()
    now = timezone.now()
    sent = EntryFile.objects.filter(file=OuterRef("pk"))
    unsent = File.objects.filter(~Exists(sent), uploaded_at__lt=now - UNSENT_FILES_MAX_AGE).order_by("uploaded_at")
    forgotten = sum(delete_unsent(file) for file in unsent[:BATCH_SIZE])
    before = now - WRITTEN_WITHIN
    return forgotten, remove_half_written(before) + remove_temporary(DATA, before) + remove_orphans(before)


class DailyCleanup:
    """Begins with the program; nobody wakes it."""

    def __init__(self) -> None:
        self._rounds = BackgroundLoop("cleanup", work=self._round, free=lambda: None)
        self._next = self._next_scrub = 0.0

    def start(self) -> None:
        """The first round begins at once."""
        register_repairer(self.wake)
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
            forgotten, _removed = clean_up()
            self._next = time.monotonic() + (EACH_SECONDS if forgotten < BATCH_SIZE else 0)
        if time.monotonic() >= self._next_scrub:
            self._next_scrub = time.monotonic() + SCRUB_SECONDS
            if scrub_files():
                self._next_scrub = 0.0
        if self._next_scrub:
            # For an hour it needs none.
            connection.close()
        return None


daily_cleanup = DailyCleanup()
"""The sweeper of this process."""
