"""Which offset from UTC counts when, told to pages: a browser's zone data may be older than the server's."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

AROUND = timedelta(days=190)
"""Before and after today: as far as a page shows times that a script writes, and one stays open."""

MINUTE = timedelta(minutes=1)


@lru_cache(256)
def offsets_json(zone: ZoneInfo, today: date) -> str:
    """[[from, minutes east of UTC], …], oldest first; `from` in milliseconds since 1970, as scripts count."""
    start = datetime.combine(today, time(), UTC) - AROUND
    return json.dumps([[int(at.timestamp()) * 1000, _minutes(zone, at)] for at in _begins(zone, start)])


def _begins(zone: ZoneInfo, start: datetime) -> Iterator[datetime]:
    """The start, and each minute from which another offset counts."""
    yield start
    for day in range(2 * AROUND.days):
        before, after = start + timedelta(days=day), start + timedelta(days=day + 1)
        if _minutes(zone, before) == _minutes(zone, after):
            continue
        last = _minutes(zone, before)
        while after - before > MINUTE:
            middle = before + (after - before) // 2
            before, after = (middle, after) if _minutes(zone, middle) == last else (before, middle)
        yield after.replace(second=0, microsecond=0)


def _minutes(zone: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds()) // 60
