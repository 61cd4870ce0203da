"""Times on pages: in the forms of the company's region, never in doubt; faults.md A12, D11."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from jinja2.runtime import Context

from fieldwork.shell.template_functions import page_locale, when


def page(zone: str, language: str = "en", own: str = "") -> Context:
    """What templates know of a page: the company's zone, and the person's `own`."""
    return cast(
        Context, {"zone": ZoneInfo(own or zone), "company": SimpleNamespace(time_zone=zone), "language": language}
    )


AT = datetime(2020, 11, 30, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "language", "full", "short", "locale"),
    [
        ("America/New_York", "en", "Mon, Nov 30, 2020, 7:09 AM", "Nov 30, 2020", "en-US"),
        ("Europe/London", "en", "Mon, 30 Nov 2020, 12:09", "30 Nov 2020", "en-GB"),
        ("Europe/Madrid", "es", "lun, 30 nov 2020, 13:09", "30 nov 2020", "es-ES"),
        ("America/Mexico_City", "es", "lun, 30 de nov de 2020, 6:09 a.m.", "30 nov 2020", "es-MX"),
        ("Europe/Belgrade", "en", "Mon, 30 Nov 2020, 13:09", "30 Nov 2020", "en-150"),
    ],
)
def test_the_companys_region_decides_the_form(zone: str, language: str, full: str, short: str, locale: str) -> None:
    with override(language):
        shown = [when(page(zone, language), AT, style).replace("\u202f", " ") for style in ("full", "short")]
    assert shown == [full, short]
    assert page_locale(page(zone, language)) == locale


def test_somebodys_own_zone_changes_the_hour_not_the_form() -> None:
    assert when(page("Europe/London", own="Asia/Tokyo"), AT, "full") == "Mon, 30 Nov 2020, 21:09"


def test_the_hour_that_a_clock_repeats_is_told_with_its_offset() -> None:
    """faults.md A12."""
    first, second = (datetime(2020, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    told = page("Europe/Madrid")
    assert when(told, first, "time") == "02:30 (UTC+02:00)"
    assert when(told, second, "time") == "02:30 (UTC+01:00)"
    assert when(told, second.replace(hour=3), "time") == "04:30"
