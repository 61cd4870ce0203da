from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from fieldwork.notices.quiet_hours import Hours, hours_of
from fieldwork.notices.schedule_form import ScheduleInput, clock, read_schedule
from fieldwork.rest.errors import Invalid
from tests.pages.browser_client import Visitor
from tests.worked_example import Team

ZONE = "Europe/Madrid"
TIMES = {"time_zone": ZONE, "mail_at": "07:30", "mail_after": "4"}
MADRID, KABUL = ZoneInfo(ZONE), ZoneInfo("Asia/Kabul")


def at(hour: int, minute: int = 0, month: int = 1) -> datetime:
    """In UTC."""
    return datetime(2026, month, 15, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "moment", "quiet"),
    [
        (Hours(MADRID), at(3), False),
        (Hours(MADRID, 22 * 60, 7 * 60), at(20, 59), False),
        (Hours(MADRID, 22 * 60, 7 * 60), at(21), True),
        (Hours(MADRID, 22 * 60, 7 * 60), at(5, 59), True),
        (Hours(MADRID, 22 * 60, 7 * 60), at(6), False),
        (Hours(MADRID, 22 * 60, 7 * 60), at(20, month=7), True),
        (Hours(MADRID, 22 * 60, 7 * 60), at(5, month=7), False),
        (Hours(KABUL, 22 * 60, 7 * 60), at(17, 30), True),
        (Hours(KABUL, 22 * 60, 7 * 60), at(17, 29), False),
        (Hours(MADRID, 9 * 60, 12 * 60), at(8), True),
        (Hours(MADRID, 9 * 60, 12 * 60), at(11), False),
        (Hours(MADRID, 0, 7 * 60), at(23), True),
    ],
)
def test_hours_are_the_persons_own_past_midnight_and_in_summer(hours: Hours, moment: datetime, quiet: bool) -> None:
    assert hours.are_now(moment) is quiet


@pytest.mark.parametrize(
    ("fields", "faulty"),
    [
        ({"quiet_from": "22:00"}, {"quiet_to"}),
        ({"quiet_to": "07:00"}, {"quiet_from"}),
        ({"quiet_from": "24:00", "quiet_to": "07:00"}, {"quiet_from"}),
        ({"quiet_from": "22:00", "quiet_to": "22:00"}, {"quiet_to"}),
        ({"quiet_from": "10pm", "quiet_to": "٠٧:٠٠"}, {"quiet_from", "quiet_to"}),
        ({"time_zone": "Mars/Base"}, {"time_zone"}),
        ({"mail_at": "", "mail_after": "3"}, {"mail_at", "mail_after"}),
        ({"mail_at": "7:30"}, {"mail_at"}),
    ],
)
def test_each_fault_is_told_at_its_field(fields: dict[str, str], faulty: set[str]) -> None:
    with pytest.raises(Invalid) as caught:
        read_schedule({**TIMES, **fields})
    assert set(caught.value.errors) == faulty


def test_times_are_minutes_of_the_day() -> None:
    assert read_schedule({**TIMES, "quiet_from": "22:05", "quiet_to": "07:00"}) == ScheduleInput(
        ZONE, 1325, 420, 450, 4
    )
    assert read_schedule(TIMES) == ScheduleInput(ZONE, None, None, 450, 4)
    assert (clock(1325), clock(0), clock(None)) == ("22:05", "00:00", "")


@pytest.mark.django_db
def test_the_form_keeps_them_and_shows_what_is_wrong(team: Team) -> None:
    diego = Visitor(team.diego)
    assert hours_of(team.diego) == Hours(MADRID)
    wrong = diego.send("/notices/choices", {**TIMES, "quiet_from": "22:00", "late.mail": "on"})
    assert wrong.status_code == 422
    shown = wrong.content.decode()
    assert 'value="22:00"' in shown
    assert "Enter both times, or neither" in shown
    assert shown.count(" checked") == 1
    right = {**TIMES, "time_zone": "Asia/Kabul", "quiet_from": "22:00", "quiet_to": "06:30"}
    for _time in range(2):
        assert diego.send("/notices/choices", right).status_code == 200
    assert hours_of(team.diego) == Hours(KABUL, 1320, 390)
    assert hours_of(team.ogechi) == Hours(MADRID)
