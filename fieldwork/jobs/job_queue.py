"""Finds the jobs that new entries call for, leases one that is due, runs it, and marks it as done."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from fieldwork.documents.retry_policy import error_text, wait_seconds
from fieldwork.jobs.job_types import JobType
from fieldwork.jobs.models import Job
from fieldwork.live.safe_cursor import SafeCursor
from fieldwork.mailing.waiting_work import WaitingItem
from fieldwork.orders.isolated_work import (
    MAX_CRASHES,
    crash_reason,
    interrupted_reason,
    needs_isolation,
    run_isolated,
)
from fieldwork.orders.models import Entry

LEASE_SECONDS = 90
"""Longer than a follow-up takes; after a crash somebody else begins this much later."""

BATCH_SIZE = 100

log = logging.getLogger(__name__)


def enqueue_missing(table: Sequence[JobType], cursor: SafeCursor) -> int:
    """Adds a job for each entry above the position that has none; returns how many were added."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    opened = 0
    for row in table:
        has_job = Exists(Job.objects.filter(entry=OuterRef("pk"), name=row.name))
        missing = Entry.objects.filter(~has_job, pk__gt=cursor.position, kind__in=row.kinds).order_by("pk")
        now = timezone.now()
        while ids := list(missing.values_list("pk", flat=True)[:BATCH_SIZE]):
            jobs = [Job(entry_id=pk, name=row.name, next_try_at=now) for pk in ids]
            Job.objects.bulk_create(jobs, ignore_conflicts=True)
            opened += len(ids)
    cursor.advance(newest)
    return opened


def failed_jobs() -> list[WaitingItem]:
    """Returns at most BATCH_SIZE failed or given-up jobs, except uncrashed document jobs (error: on Document)."""
    jobs = Job.objects.filter(done_at=None).exclude(error="").exclude(name="document", crashes=0)
    return [
        WaitingItem(
            job.entry.order_id,
            job.name,
            job.error,
            job.attempts,
            None if job.given_up_at else job.next_try_at,
            job.pk,
        )
        for job in jobs.select_related("entry").order_by("next_try_at")[:BATCH_SIZE]
    ]


def due_jobs(names: Collection[str], now: datetime) -> list[Job]:
    """Returns at most BATCH_SIZE open, unleased jobs that are due, the longest waiting first."""
    waiting = Job.objects.filter(not_leased(now), done_at=None, given_up_at=None, name__in=names, next_try_at__lte=now)
    return list(waiting.select_related("entry").order_by("next_try_at", "pk")[:BATCH_SIZE])


def seconds_until_due(names: Collection[str], now: datetime) -> float | None:
    """Seconds until the next open job is due; None if none is open. A leased job counts from the end of its lease."""
    coming = Job.objects.filter(done_at=None, given_up_at=None, name__in=names).aggregate(
        next=Min(Greatest("next_try_at", Coalesce("lease_until", "next_try_at")))
    )["next"]
    return None if coming is None else float((coming - now).total_seconds())


def not_leased(now: datetime) -> Q:
    """Held by nobody."""
    return Q(lease_until=None) | Q(lease_until__lt=now)


def lease(job: Job, now: datetime) -> bool:
    """Leases the job; of several who try at once, one gets it.

    The try counts, and the next one waits longer, from now on: whatever it does to its process.
    """
    until = now + timedelta(seconds=LEASE_SECONDS)
    later = now + timedelta(seconds=wait_seconds(job.attempts + 1))
    mine = Job.objects.filter(pk=job.pk, done_at=None, given_up_at=None, lease_until=job.lease_until)
    if not mine.update(lease_until=until, next_try_at=later, attempts=F("attempts") + 1, crashes=F("crashes") + 1):
        return False
    job.lease_until, job.next_try_at = until, later
    job.attempts, job.crashes = job.attempts + 1, job.crashes + 1
    return True


def release_all() -> int:
    """Frees what an ended process held; how many. Only where no other process can be at work."""
    held = Job.objects.filter(done_at=None, lease_until__isnull=False)
    return held.update(lease_until=None, error=interrupted_reason())


def run_job(job: Job, row: JobType) -> bool:
    """Runs a leased job, in its own process if it crashed one before; True when it is done. Raises nothing."""
    if not needs_isolation(job.crashes):
        return run_in_process(job, row)
    run_isolated("job", job.pk)
    _record_crash(job, row)
    job.refresh_from_db(fields=["done_at"])
    return job.done_at is not None


def run_in_process(job: Job, row: JobType) -> bool:
    """Runs a leased job in this process and records the outcome."""
    mine = Job.objects.filter(pk=job.pk, lease_until=job.lease_until)
    try:
        row.run(job.entry)
    except (Exception, SystemExit) as error:
        log.warning("%s after %s failed", row.name, job.entry, exc_info=error)
        wait = wait_seconds(job.attempts)
        mine.update(
            error=error_text(error),
            next_try_at=timezone.now() + timedelta(seconds=wait),
            lease_until=None,
            crashes=0,
        )
        return False
    job.done_at = timezone.now()
    mine.update(done_at=job.done_at, error="", lease_until=None, crashes=0)
    return True


def _record_crash(job: Job, row: JobType) -> None:
    """Records a crash, and gives the job up at MAX_CRASHES.

    Does nothing if the lease was given back: a process that came to its end does so.
    """
    now = timezone.now()
    given_up_at = now if job.crashes >= MAX_CRASHES else None
    why, later = crash_reason(job.crashes), now + timedelta(seconds=wait_seconds(job.attempts))
    if Job.objects.filter(pk=job.pk, done_at=None, lease_until=job.lease_until).update(
        error=why,
        next_try_at=later,
        lease_until=None,
        given_up_at=given_up_at,
    ):
        row.on_crash(job.entry, job.crashes, why, None if given_up_at else later)
        log.error("%s: the process of this step came to no end%s", job, ", and it is given up" if given_up_at else "")
