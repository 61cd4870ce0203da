"""What pages are told of the company's zone; faults.md E4."""

import json
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from fieldwork.shell.zone_offsets import offsets_json

TODAY = date(2026, 7, 1)


def told(zone: str, today: date = TODAY) -> list[tuple[datetime, int]]:
    return [
        (datetime.fromtimestamp(at / 1000, UTC), minutes)
        for at, minutes in json.loads(offsets_json(ZoneInfo(zone), today))
    ]


def test_a_clock_that_changes_twice_a_year_is_told_to_the_minute() -> None:
    assert told("Europe/Madrid")[1:] == [
        (datetime(2026, 3, 29, 1, tzinfo=UTC), 120),
        (datetime(2026, 10, 25, 1, tzinfo=UTC), 60),
    ]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Phoenix", "Asia/Kathmandu"])
def test_one_that_never_does_has_one_line(zone: str) -> None:
    assert len(told(zone)) == 1


def test_every_zone_is_told_as_the_server_counts() -> None:
    """At noon of each tenth day, for all of them; odd ones too: half-hour changes, Ramadan in Morocco."""
    for name in sorted(available_timezones()):
        zone, lines = ZoneInfo(name), told(name)
        for day in range(-180, 181, 10):
            at = datetime(2026, 7, 1, 12, tzinfo=UTC) + timedelta(days=day)
            offset = at.astimezone(zone).utcoffset()
            assert offset is not None
            assert [minutes for begins, minutes in lines if begins <= at][-1] == offset.total_seconds() // 60, name
