"""The demo's own time: eight weeks of working hours, and a clock that can be set. Nothing but the demo may use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

from django.utils import timezone

OPENS, CLOSES = time(8, 0), time(17, 30)
DAY = 570
"""Working minutes of a day, from OPENS to CLOSES."""

_SATURDAY = 5


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Inside, `django.utils.timezone.now()` is `moment` for the whole process.

    For the demo alone, which fills an empty database before anything is served.
    """
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


def working_moment(now: datetime, ago: int, zone: ZoneInfo) -> datetime:
    """The moment `ago` working minutes before `now`, or after it where `ago` is negative; in UTC.

    Falls within the working hours of `zone`, Monday to Friday.
    """
    day, minute = _at_work(now.astimezone(zone))
    minute -= ago
    while minute < 0:
        day, minute = _next_day(day, -1), minute + DAY
    while minute >= DAY:
        day, minute = _next_day(day, 1), minute - DAY
    return (day + timedelta(minutes=minute)).astimezone(UTC)


def on_the_half_hour(moment: datetime) -> datetime:
    """Down to the half hour, as people plan."""
    return moment.replace(minute=moment.minute // 30 * 30, second=0, microsecond=0)


def _at_work(local: datetime) -> tuple[datetime, int]:
    """The opening of the day, and the working minutes since; outside working hours, the end of those before."""
    opening = local.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0)
    if opening.weekday() >= _SATURDAY or local < opening:
        return _next_day(opening, -1), DAY - 1
    return opening, min(int((local - opening).total_seconds()) // 60, DAY - 1)


def _next_day(opening: datetime, step: int) -> datetime:
    opening += timedelta(days=step)
    while opening.weekday() >= _SATURDAY:
        opening += timedelta(days=step)
    return opening
