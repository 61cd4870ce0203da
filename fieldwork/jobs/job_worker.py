"""Runs what follows entries, beside the requests, in one thread."""

from collections.abc import Sequence

from django.utils import timezone

from fieldwork.jobs.job_queue import due_jobs, enqueue_missing, lease, release_all, run_job, seconds_until_due
from fieldwork.jobs.job_types import JOB_TYPES, JobType
from fieldwork.jobs.models import Job
from fieldwork.live.safe_cursor import SafeCursor
from fieldwork.orders.background_loop import BackgroundLoop
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.events import subscribe


class Worker:
    """Woken after each commit that recorded something, and by the clock: the journal is the truth."""

    def __init__(self, table: Sequence[JobType] = JOB_TYPES) -> None:
        self._rows = {row.name: row for row in table}
        self._kinds = {kind for row in table for kind in row.kinds}
        self._cursor = SafeCursor()
        self._loop = BackgroundLoop("jobs", work=self._round, free=release_all)

    def start(self) -> None:
        """Begins with what an earlier process left undone."""
        subscribe(self.wake)
        self._loop.start()

    def stop(self) -> None:
        """Ends after the follow-up that is running."""
        self._loop.stop()

    def wake(self, _order: int, _seq: int, kind: EntryKind) -> None:
        """Wakes the loop for entry kinds that have jobs.

        A message has none: its sender must not pay for a look at the journal.
        """
        if kind in self._kinds:
            self._loop.wake()

    def skip_waits(self) -> None:
        """Something may be tried sooner than it would have been."""
        self._loop.wake()

    def run_due(self) -> int:
        """Runs everything that is due now, once; how many were done."""
        enqueue_missing(list(self._rows.values()), self._cursor)
        done = 0
        while jobs := due_jobs(self._rows, timezone.now()):
            leased = [job for job in jobs if self._try(job)]
            done += sum(job.done_at is not None for job in leased)
            if not leased:
                break
        return done

    def _try(self, job: Job) -> bool:
        if self._loop.is_ending or not lease(job, timezone.now()):
            return False
        run_job(job, self._rows[job.name])
        return True

    def _round(self) -> float | None:
        self.run_due()
        return seconds_until_due(self._rows, timezone.now())


worker = Worker()
"""The worker of this process."""
