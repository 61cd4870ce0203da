"""Dates and times in the forms of the company's region; faults.md D11."""

from datetime import UTC, datetime

import pytest
from babel.dates import format_date, format_time

from fieldwork.measures.regional_locale import locale_of, region_of

AT = datetime(2026, 11, 30, 13, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "region"),
    [
        ("Europe/London", "GB"), ("America/New_York", "US"), ("Asia/Calcutta", "IN"), ("Asia/Kolkata", "IN"),
        ("America/Mexico_City", "MX"), ("Pacific/Auckland", "NZ"), ("UTC", ""), ("Etc/GMT+5", ""), ("Nowhere/City", ""),
    ],
)  # fmt: skip
def test_a_zone_lies_in_a_country(zone: str, region: str) -> None:
    assert region_of(zone) == region


@pytest.mark.parametrize(
    ("language", "region", "date", "time"),
    [
        ("en", "US", "Nov 30, 2026", "1:09\u202fPM"),
        ("en", "GB", "30 Nov 2026", "13:09"),
        ("en", "DE", "30 Nov 2026", "13:09"),
        ("en", "AU", "30 Nov 2026", "1:09\u202fpm"),
        # English has no forms of its own there: the day first, and the clock of the country.
        ("en", "RS", "30 Nov 2026", "13:09"),
        ("en", "CO", "30 Nov 2026", "1:09\u202fpm"),
        ("en", "", "Nov 30, 2026", "1:09\u202fPM"),
        ("es", "ES", "30 nov 2026", "13:09"),
        ("es", "MX", "30 nov 2026", "1:09\u202fp.m."),
        ("es", "DE", "30 nov 2026", "13:09"),
        ("pt-BR", "PT", "30 de nov. de 2026", "13:09"),
        ("zh-Hant", "TW", "2026年11月30日", "下午1:09"),
    ],
)
def test_each_region_writes_as_it_does(language: str, region: str, date: str, time: str) -> None:
    locale = locale_of(language, region)
    assert format_date(AT.date(), "medium", locale=locale) == date
    assert format_time(AT, "short", locale=locale) == time


def test_a_language_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="xx"):
        locale_of("xx-nothing", "GB")
