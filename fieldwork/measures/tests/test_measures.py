"""Whole numbers in, whole numbers out."""

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.measures.formatting import format_hours, format_money, plain_hours, plain_money, plain_quantity
from fieldwork.measures.limits import MAX_MINUTES, MAX_PRICE, MAX_QUANTITY
from fieldwork.measures.parsing import BadMeasure, Fault, parse_hours, parse_money, parse_quantity
from fieldwork.measures.rounding import labour_subtotal, product_subtotal

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
        ("1:75", Fault.MINUTES_PAST_59),
        ("0", Fault.NOT_POSITIVE),
        ("0:00", Fault.NOT_POSITIVE),
        ("-1", Fault.NOT_POSITIVE),
        ("1.333", Fault.NOT_WHOLE_MINUTES),
        ("", Fault.NOT_A_NUMBER),
        ("1e3", Fault.NOT_A_NUMBER),
        ("١", Fault.NOT_A_NUMBER),
        ("99999", Fault.TOO_LARGE),
    ],
)
def test_what_is_no_time_is_refused(text: str, fault: Fault) -> None:
    with pytest.raises(BadMeasure) as refused:
        parse_hours(text)
    assert refused.value.fault is fault


def test_a_quantity_has_three_decimals_at_most() -> None:
    assert parse_quantity("0,125") == 125
    assert parse_quantity("2.500000") == 2500
    with pytest.raises(BadMeasure) as refused:
        parse_quantity("1.2345")
    assert refused.value.fault is Fault.TOO_PRECISE


def test_a_price_may_be_zero_and_follows_the_currency() -> None:
    assert parse_money("0", "USD") == 0
    assert parse_money("45.5", "USD") == 4550
    assert parse_money("45", "JPY") == 45
    with pytest.raises(BadMeasure):
        parse_money("45.5", "JPY")


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
    assert parse_money(plain_money(price, "USD"), "USD") == price


def test_people_read_money_and_hours_in_their_language() -> None:
    assert format_money(33225, "USD", "en") == "$332.25"
    assert format_money(33225, "EUR", "es") == "332,25\xa0€"
    assert format_hours(75, "en") == "1.25"
    assert format_hours(75, "es") == "1,25"
    assert format_hours(100, "en") == "1:40"


def _read(kind: str, text: str) -> int:
    return parse_hours(text) if kind == "hours" else parse_quantity(text)


@pytest.mark.parametrize("vector", VECTORS.get("parse", []), ids=str)
def test_the_page_and_the_server_read_alike(vector: dict[str, Any]) -> None:
    if vector["value"] is None:
        with pytest.raises(BadMeasure):
            _read(vector["kind"], vector["text"])
    else:
        assert _read(vector["kind"], vector["text"]) == vector["value"]


@pytest.mark.parametrize("vector", VECTORS.get("subtotal", []), ids=str)
def test_the_page_and_the_server_multiply_alike(vector: dict[str, Any]) -> None:
    subtotal = labour_subtotal if vector["kind"] == "hours" else product_subtotal
    assert subtotal(vector["amount"], vector["price"]) == vector["subtotal"]
