"""The steps of following up: find what is new, lease one that is due, run it, tick it."""

import logging
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from fieldwork.documents.retry_policy import error_text, wait_seconds
from fieldwork.jobs.job_types import JobType
from fieldwork.jobs.models import Tick
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
    """Opens a tick for each entry above the floor that has none; how many were opened."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    opened = 0
    for row in table:
        has_tick = Exists(Tick.objects.filter(entry=OuterRef("pk"), name=row.name))
        missing = Entry.objects.filter(~has_tick, pk__gt=cursor.position, kind__in=row.kinds).order_by("pk")
        now = timezone.now()
        while ids := list(missing.values_list("pk", flat=True)[:BATCH_SIZE]):
            ticks = [Tick(entry_id=pk, name=row.name, next_try_at=now) for pk in ids]
            Tick.objects.bulk_create(ticks, ignore_conflicts=True)
            opened += len(ids)
    cursor.advance(newest)
    return opened


def failed_jobs() -> list[WaitingItem]:
    """What failed, and what was given up. A document that cannot be made tells itself why, unless it came to no end."""
    ticks = Tick.objects.filter(done_at=None).exclude(error="").exclude(name="document", unended=0)
    return [
        WaitingItem(
            tick.entry.order_id,
            tick.name,
            tick.error,
            tick.attempts,
            None if tick.given_up_at else tick.next_try_at,
            tick.pk,
        )
        for tick in ticks.select_related("entry").order_by("next_try_at")[:BATCH_SIZE]
    ]


def due_jobs(names: Collection[str], now: datetime) -> list[Tick]:
    """What is open, held by nobody, and whose time has come: the longest waiting first, a handful at a time."""
    waiting = Tick.objects.filter(not_leased(now), done_at=None, given_up_at=None, name__in=names, next_try_at__lte=now)
    return list(waiting.select_related("entry").order_by("next_try_at", "pk")[:BATCH_SIZE])


def seconds_until_due(names: Collection[str], now: datetime) -> float | None:
    """How long until the next open tick's time comes; None if nothing is open. Held ticks count from their lease."""
    coming = Tick.objects.filter(done_at=None, given_up_at=None, name__in=names).aggregate(
        next=Min(Greatest("next_try_at", Coalesce("lease_until", "next_try_at")))
    )["next"]
    return None if coming is None else float((coming - now).total_seconds())


def not_leased(now: datetime) -> Q:
    """Held by nobody."""
    return Q(lease_until=None) | Q(lease_until__lt=now)


def lease(tick: Tick, now: datetime) -> bool:
    """Takes the tick; of several who try at once one gets it.

    The try counts, and the next one waits longer, from now on: whatever it does to its process.
    """
    until = now + timedelta(seconds=LEASE_SECONDS)
    later = now + timedelta(seconds=wait_seconds(tick.attempts + 1))
    mine = Tick.objects.filter(pk=tick.pk, done_at=None, given_up_at=None, lease_until=tick.lease_until)
    if not mine.update(lease_until=until, next_try_at=later, attempts=F("attempts") + 1, unended=F("unended") + 1):
        return False
    tick.lease_until, tick.next_try_at = until, later
    tick.attempts, tick.unended = tick.attempts + 1, tick.unended + 1
    return True


def release_all() -> int:
    """Frees what an ended process held; how many. Only where no other process can be at work."""
    held = Tick.objects.filter(done_at=None, lease_until__isnull=False)
    return held.update(lease_until=None, error=interrupted_reason())


def run_job(tick: Tick, row: JobType) -> bool:
    """Runs a leased tick, aside if it ended its process before; True when it is done. Whatever goes wrong ends here."""
    if not needs_isolation(tick.unended):
        return run_in_process(tick, row)
    run_isolated("job", tick.pk)
    _record_crash(tick, row)
    tick.refresh_from_db(fields=["done_at"])
    return tick.done_at is not None


def run_in_process(tick: Tick, row: JobType) -> bool:
    """Runs a leased tick in this process and notes how it went."""
    mine = Tick.objects.filter(pk=tick.pk, lease_until=tick.lease_until)
    try:
        row.run(tick.entry)
    except (Exception, SystemExit) as error:
        log.warning("%s after %s failed", row.name, tick.entry, exc_info=error)
        wait = wait_seconds(tick.attempts)
        mine.update(
            error=error_text(error),
            next_try_at=timezone.now() + timedelta(seconds=wait),
            lease_until=None,
            unended=0,
        )
        return False
    tick.done_at = timezone.now()
    mine.update(done_at=tick.done_at, error="", lease_until=None, unended=0)
    return True


def _record_crash(tick: Tick, row: JobType) -> None:
    """Whoever came to an end has given the lease back."""
    now = timezone.now()
    given_up_at = now if tick.unended >= MAX_CRASHES else None
    why, later = crash_reason(tick.unended), now + timedelta(seconds=wait_seconds(tick.attempts))
    if Tick.objects.filter(pk=tick.pk, done_at=None, lease_until=tick.lease_until).update(
        error=why,
        next_try_at=later,
        lease_until=None,
        given_up_at=given_up_at,
    ):
        row.on_crash(tick.entry, tick.unended, why, None if given_up_at else later)
        log.error("%s: the process of this step came to no end%s", tick, ", and it is given up" if given_up_at else "")
