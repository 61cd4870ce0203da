"""Wrong tries at the door are counted, and each one after the free ones makes the next wait longer.

A try counts before anything is checked: of many at once no more pass than one after the other would.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from fieldwork.people.models import FailedAttempts

QUIET = timedelta(hours=1)
"""After so long without a try, beyond the last wait, all is forgotten."""


@dataclass(frozen=True)
class ThrottleRate:
    """So many wrong tries are `free`; then one waits `first` seconds, then twice as long, `max_wait` at most."""

    free: int
    first: int
    max_wait: int

    def wait(self, wrong: int) -> timedelta:
        """Returns the time from the last of `wrong` wrong tries to the next one."""
        over = wrong - self.free
        return timedelta(seconds=min(self.first * 2 ** min(over, 20), self.max_wait) if over >= 0 else 0)


ACCOUNT_RATE = ThrottleRate(5, 30, 15 * 60)
ADDRESS_RATE = ThrottleRate(20, 15, 15 * 60)
"""An office has one address, and a whole team of people who forget their passwords."""

DEVICE_RATE = ThrottleRate(5, 30, 5 * 60)


@dataclass(frozen=True)
class Subject:
    """Whose tries are counted: `kind` and `name` together are one. Only a digest of them is kept."""

    kind: str
    name: str
    pace: ThrottleRate

    @property
    def key(self) -> str:
        """The digest by which the table finds the row."""
        return sha256(f"{self.kind}:{self.name}".encode("utf-8", "surrogatepass")).hexdigest()


class Throttled(Exception):
    """The next try counts in so many `seconds`, at least 1."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class CountedAttempt:
    """A try that was counted: by each key, until when the next one waits."""

    until: dict[str, datetime]

    def was_right(self, *, forget: bool) -> None:
        """Takes this try back; with `forget` those before it, too."""
        if forget:
            FailedAttempts.objects.filter(key__in=self.until).delete()
            return
        with transaction.atomic():
            for key, until in sorted(self.until.items()):
                mine = FailedAttempts.objects.filter(key=key, wrong__gt=0)
                # The wait of somebody else's wrong try, counted meanwhile, stays.
                if not mine.filter(next_at=until).update(wrong=F("wrong") - 1, next_at=timezone.now()):
                    mine.update(wrong=F("wrong") - 1)


def count_attempt(subjects: Iterable[Subject]) -> CountedAttempt:
    """Counts a try for each of them. Raises Throttled, and counts none, if one of them has to wait."""
    now = timezone.now()
    paces = {subject.key: subject.pace for subject in subjects}
    with transaction.atomic():
        fresh = [FailedAttempts(key=key, wrong=0, next_at=now, expires_at=now + QUIET) for key in sorted(paces)]
        FailedAttempts.objects.bulk_create(fresh, ignore_conflicts=True)
        rows = list(FailedAttempts.objects.select_for_update().filter(key__in=paces).order_by("key"))
        now = timezone.now()  # others may have held the rows for a while
        waiting = [row.next_at for row in rows if paces[row.key].wait(row.wrong)]
        if (latest := max(waiting, default=now)) > now:
            raise Throttled(-int((now - latest) // timedelta(seconds=1)))
        for row in rows:
            row.wrong = 1 if row.expires_at <= now else row.wrong + 1
            row.next_at = now + paces[row.key].wait(row.wrong)
            row.expires_at = row.next_at + QUIET
        FailedAttempts.objects.bulk_update(rows, ["wrong", "next_at", "expires_at"])
    return CountedAttempt({row.key: row.next_at for row in rows})
