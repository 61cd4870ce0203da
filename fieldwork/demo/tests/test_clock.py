from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.demo.clock import CLOSES, OPENS, standing_at, working_moment

ZONE = ZoneInfo("America/New_York")
MONDAY_NOON = datetime(2026, 6, 1, 12, 0, tzinfo=ZONE)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (zone beside)


def test_the_clock_stands_and_goes_on_afterwards() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with standing_at(moment):
        assert timezone.now() == moment
    assert timezone.now() > moment - timedelta(days=1)
    with pytest.raises(KeyError), standing_at(moment):
        raise KeyError
    assert abs(timezone.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_weekend_is_no_working_time() -> None:
    assert working_moment(MONDAY_NOON, 240, ZONE) == datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
    assert working_moment(MONDAY_NOON, 241, ZONE) == datetime(2026, 5, 29, 17, 29, tzinfo=ZONE)
    assert working_moment(MONDAY_NOON, -5 * 570, ZONE) == MONDAY_NOON + timedelta(days=7)


@given(moments, st.integers(1, 25_000))
def test_every_moment_is_in_working_hours_and_before_now(now: datetime, ago: int) -> None:
    moment = working_moment(now, ago, ZONE)
    local = moment.astimezone(ZONE)
    assert moment < now
    assert local.weekday() < 5
    assert OPENS <= local.time() < CLOSES


@given(moments, st.integers(-5_000, 25_000), st.integers(0, 5_000))
def test_longer_ago_is_never_later(now: datetime, ago: int, more: int) -> None:
    assert working_moment(now, ago + more, ZONE) <= working_moment(now, ago, ZONE)
