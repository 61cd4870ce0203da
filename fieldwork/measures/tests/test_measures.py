"""Whole numbers in, whole numbers out."""

import json
import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.measures.currencies import Currency, default_digits
from fieldwork.measures.formats import (
    format_hours,
    format_money,
    format_quantity,
    format_size,
    plain_hours,
    plain_money,
    plain_quantity,
    typed_hours,
    typed_money,
    typed_quantity,
    write_money,
)
from fieldwork.measures.legacy_formats import format_money_as_before
from fieldwork.measures.limits import MAX_MINUTES, MAX_PRICE, MAX_QUANTITY
from fieldwork.measures.number_styles import money_style, number_style
from fieldwork.measures.subtotals import labour_subtotal, product_subtotal
from fieldwork.measures.typed_values import InvalidMeasure, MeasureError, parse_hours, parse_money, parse_quantity
from tests.money_vectors import CURRENCIES, FILE, LANGUAGES, told

USD, JPY, KWD = Currency("USD", 2), Currency("JPY", 0), Currency("KWD", 3)
VECTORS = json.loads((Path(__file__).parents[3] / "frontend/src/measures.vectors.json").read_text())


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1.5", 90), ("1,5", 90), ("1:30", 90), ("2", 120), (" 0:01 ", 1), ("1.25", 75), ("0.05", 3)],
)
def test_hours_are_read_as_whole_minutes(text: str, minutes: int) -> None:
    assert parse_hours(text) == minutes


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1:75", MeasureError.MINUTES_PAST_59),
        ("0", MeasureError.NOT_POSITIVE),
        ("0:00", MeasureError.NOT_POSITIVE),
        ("-1", MeasureError.NOT_POSITIVE),
        ("1.333", MeasureError.NOT_WHOLE_MINUTES),
        ("", MeasureError.NOT_A_NUMBER),
        ("1e3", MeasureError.NOT_A_NUMBER),
        ("١", MeasureError.NOT_A_NUMBER),
        ("99999", MeasureError.TOO_LARGE),
    ],
)
def test_what_is_no_time_is_refused(text: str, fault: MeasureError) -> None:
    with pytest.raises(InvalidMeasure) as refused:
        parse_hours(text)
    assert refused.value.error is fault


def test_a_quantity_has_three_decimals_at_most() -> None:
    assert parse_quantity("0,125") == 125
    for text in ("1.2345", "2.500000"):
        with pytest.raises(InvalidMeasure) as refused:
            parse_quantity(text)
        assert refused.value.error is MeasureError.TOO_PRECISE


def test_a_price_may_be_zero_and_follows_the_currency() -> None:
    assert parse_money("0", USD) == 0
    assert parse_money("45.5", USD) == 4550
    assert parse_money("45", JPY) == 45
    with pytest.raises(InvalidMeasure):
        parse_money("45.5", JPY)


@given(st.integers(0, MAX_QUANTITY), st.integers(0, MAX_PRICE))
def test_a_product_is_rounded_half_up_like_exact_decimals(quantity: int, price: int) -> None:
    exact = (Decimal(quantity) * price / 1000).quantize(Decimal(1), ROUND_HALF_UP)
    assert product_subtotal(quantity, price) == exact


@given(st.integers(0, MAX_MINUTES), st.integers(0, MAX_PRICE))
def test_labour_is_rounded_half_up_like_exact_fractions(minutes: int, price: int) -> None:
    assert labour_subtotal(minutes, price) == (2 * minutes * price + 60) // 120


@given(st.integers(1, MAX_MINUTES))
def test_the_written_hours_are_read_back_as_the_same_minutes(minutes: int) -> None:
    assert parse_hours(plain_hours(minutes)) == minutes


@given(st.integers(1, MAX_QUANTITY), st.integers(0, MAX_PRICE))
def test_the_written_numbers_are_read_back_the_same(quantity: int, price: int) -> None:
    assert parse_quantity(plain_quantity(quantity)) == quantity
    assert parse_money(plain_money(price, USD), USD) == price


def test_people_read_money_and_hours_in_their_language() -> None:
    assert format_money(33225, USD, "en") == "$332.25"
    assert format_money(33225, Currency("EUR", 2), "es") == "332,25\xa0€"
    assert format_hours(75, "en") == "1.25"
    assert format_hours(75, "es") == "1,25"
    assert format_hours(100, "en") == "1:40"


def _read(vector: dict[str, Any]) -> int:
    parse = parse_hours if vector["kind"] == "hours" else parse_quantity
    return parse(vector["text"], vector.get("mark", "."))


@pytest.mark.parametrize("vector", VECTORS.get("parse", []), ids=str)
def test_the_page_and_the_server_read_alike(vector: dict[str, Any]) -> None:
    if vector["value"] is None:
        with pytest.raises(InvalidMeasure):
            _read(vector)
    else:
        assert _read(vector) == vector["value"]


@pytest.mark.parametrize("vector", VECTORS.get("subtotal", []), ids=str)
def test_the_page_and_the_server_multiply_alike(vector: dict[str, Any]) -> None:
    subtotal = labour_subtotal if vector["kind"] == "hours" else product_subtotal
    assert subtotal(vector["amount"], vector["price"]) == vector["subtotal"]


@pytest.mark.parametrize(
    ("text", "currency", "mark", "minor"),
    [
        ("1,000", JPY, ".", 1000),
        ("1,250", USD, ".", 125000),
        ("1.250", USD, ",", 125000),
        ("1.234,50", USD, ".", 123450),
        ("1,234.50", USD, ",", 123450),
        ("12,34,567.5", USD, ".", 123456750),
        ("1'250.00", USD, ".", 125000),
        ("1\u202f250,5", USD, ",", 125050),
        ("\u200e1,250\u200e", USD, ".", 125000),
        ("0,125", KWD, ".", 125),
    ],
)
def test_a_price_that_can_mean_one_amount_is_that(text: str, currency: Currency, mark: str, minor: int) -> None:
    """faults.md A2."""
    assert parse_money(text, currency, mark) == minor


@pytest.mark.parametrize(
    ("text", "currency", "mark", "fault"),
    [
        ("1.000", JPY, ".", MeasureError.TOO_PRECISE),
        ("1,000", JPY, ",", MeasureError.TOO_PRECISE),
        ("45.00", JPY, ".", MeasureError.TOO_PRECISE),
        ("45.500", USD, ".", MeasureError.TOO_PRECISE),
        ("1,250", USD, ",", MeasureError.TOO_PRECISE),
        ("1,500", KWD, ".", MeasureError.TWO_READINGS),
        ("1.500", KWD, ",", MeasureError.TWO_READINGS),
        ("1,00,00", USD, ".", MeasureError.NOT_A_NUMBER),
        ("1.000,000.5", USD, ".", MeasureError.NOT_A_NUMBER),
        ("1" + ",000" * 10, USD, ".", MeasureError.NOT_A_NUMBER),
    ],
)
def test_a_price_of_more_decimals_or_of_two_meanings_is_refused(
    text: str, currency: Currency, mark: str, fault: MeasureError
) -> None:
    """faults.md A2: never more decimals than the currency has, zeros too."""
    with pytest.raises(InvalidMeasure) as refused:
        parse_money(text, currency, mark)
    assert refused.value.error is fault


@pytest.mark.parametrize(
    ("text", "mark", "readings"), [("1,500", ".", ("1500", "1.5")), ("12.125", ",", ("12125", "12,125"))]
)
def test_both_readings_are_told(text: str, mark: str, readings: tuple[str, str]) -> None:
    """faults.md A2."""
    for parse in (parse_quantity, parse_hours):
        with pytest.raises(InvalidMeasure) as refused:
            parse(text, mark)
        assert (refused.value.error, refused.value.readings) == (MeasureError.TWO_READINGS, readings)


@given(st.integers(0, MAX_PRICE), st.sampled_from(LANGUAGES), st.sampled_from(sorted(CURRENCIES)))
def test_what_a_page_writes_into_a_field_or_shows_is_read_back(minor: int, language: str, code: str) -> None:
    """faults.md A2: a form that was not touched says the same again, and a sum may be copied from the page."""
    currency = Currency(code, CURRENCIES[code])
    style = money_style(currency, language)
    mark = style.number.decimal
    assert parse_money(typed_money(minor, currency, mark), currency, mark) == minor
    shown = write_money(minor, replace(style, before="", after=""))
    assert parse_money(shown, currency, mark) == minor


@given(st.integers(1, MAX_QUANTITY), st.sampled_from(LANGUAGES))
def test_an_amount_in_a_field_is_read_back_in_every_language(amount: int, language: str) -> None:
    mark = number_style(language).decimal
    assert parse_quantity(typed_quantity(amount, mark), mark) == amount
    minutes = min(amount, MAX_MINUTES)
    assert parse_hours(typed_hours(minutes, mark), mark) == minutes


def test_money_is_written_as_the_vectors_say() -> None:
    """faults.md E2: the page's script is held against the same file, and Chromium's Intl, too."""
    assert FILE.read_text("ascii") == told()


def test_the_rules_that_babel_leaves_out_are_applied() -> None:
    """faults.md E2: Babel 2.18 writes CHF176.00 in English, and 1.234 in Spanish."""
    assert format_money(123450, Currency("EUR", 2), "es") == "1234,50\xa0€"
    assert format_money(1234500, Currency("EUR", 2), "es") == "12.345,00\xa0€"
    assert format_money(123450, Currency("MXN", 2), "es-MX") == "$1,234.50"
    assert format_money(17600, Currency("CHF", 2), "en") == "CHF\xa0176.00"
    assert format_quantity(1_234_500, "es") == "1234,5"


@pytest.mark.parametrize(("size", "english", "spanish"), [tuple(one.values()) for one in VECTORS["size"]])
def test_the_size_of_a_file_is_written_in_one_style(size: int, english: str, spanish: str) -> None:
    """faults.md E5."""
    assert (format_size(size, "en"), format_size(size, "es")) == (english, spanish)


def test_babel_is_never_asked_for_the_digits_of_a_currency(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md E1: Babel 2.19 gives HUF, COP and IDR none, where 2.18 gave them two."""
    everything = (format_money, money_style, format_money_as_before)
    for cached in everything:
        cached.cache_clear()

    def other(_currency: str) -> int:
        raise AssertionError("asked")

    monkeypatch.setattr("babel.numbers.get_currency_precision", other)
    assert default_digits("HUF") == default_digits("COP") == default_digits("IDR") == 2
    forints = Currency("HUF", 2)
    assert plain_money(4500, forints) == "45.00"
    assert format_money(4500, forints, "hu") == format_money_as_before(4500, forints, "hu") == "45,00\xa0Ft"
    assert parse_money("45.00", forints) == 4500


def test_nothing_asks_babel_for_digits() -> None:
    """faults.md E1."""
    sources = [path for path in Path(__file__).parents[2].rglob("*.py") if path != Path(__file__)]
    asking = [
        path for path in sources if re.search("get_currency_precision|currency_fractions", path.read_text("utf-8"))
    ]
    assert len(sources) > 100
    assert not asking
