"""What people type, read as whole numbers. `frontend/src/measures.ts` follows the same test vectors.

`mark` is the sign before the decimals in the person's language ("." for the API). A number that has it is read by it.
One with another sign is read if it can only mean one number, and refused with both readings if it could mean two:
"1,500" in English is 1500 or 1.5.
"""

import re
from enum import StrEnum

from fieldwork.measures.currencies import Currency
from fieldwork.measures.invisible_characters import visible
from fieldwork.measures.limits import MAX_MINUTES, MAX_PRICE, MAX_QUANTITY


class MeasureError(StrEnum):
    """Why a text is not a measure; callers turn it into a sentence."""

    NOT_A_NUMBER = "not_a_number"
    TOO_PRECISE = "too_precise"
    NOT_POSITIVE = "not_positive"
    TOO_LARGE = "too_large"
    MINUTES_PAST_59 = "minutes_past_59"
    NOT_WHOLE_MINUTES = "not_whole_minutes"
    TWO_READINGS = "two_readings"


class InvalidMeasure(ValueError):
    """The text is no quantity, time or price; `error` says why, `readings` the two numbers it could be."""

    def __init__(self, error: MeasureError, readings: tuple[str, str] = ("", "")) -> None:
        super().__init__(error.value)
        self.error = error
        self.readings = readings


_BETWEEN = ".,'\u2019 \u00a0\u202f"
"""What people write between digits: decimal marks, and what parts thousands."""
_NUMBER = re.compile(rf"(-?)([0-9]+(?:[{_BETWEEN}][0-9]+)*)")
_MAX_DIGITS = 15
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]?(?: [0-9]{2})+ [0-9]{3}")
"""Thousands, or lakhs and crores: 1 000 000 or 10 00 000."""
_CLOCK = re.compile(r"(-?)([0-9]{1,6}):([0-9]{2})")


def parse_quantity(text: str, mark: str = ".") -> int:
    """Thousandths, greater than zero, from "2", "0.5" or "0,5". Raises InvalidMeasure."""
    return _within(_scaled(text, 3, mark), MAX_QUANTITY)


def parse_hours(text: str, mark: str = ".") -> int:
    """Whole minutes, greater than zero, from "1.5", "1,5" or "1:30". Raises InvalidMeasure."""
    if clock := _CLOCK.fullmatch(visible(text)):
        sign, hours, minutes = clock.groups()
        if int(minutes) > 59:
            raise InvalidMeasure(MeasureError.MINUTES_PAST_59)
        total = int(hours) * 60 + int(minutes)
        return _within(-total if sign else total, MAX_MINUTES)
    millionths = _scaled(text, 6, mark) * 60
    if millionths % 1_000_000:
        raise InvalidMeasure(MeasureError.NOT_WHOLE_MINUTES)
    return _within(millionths // 1_000_000, MAX_MINUTES)


def parse_money(text: str, currency: Currency, mark: str = ".") -> int:
    """Minor units of `currency`, zero or more, from "45" or "45.00". Raises InvalidMeasure."""
    minor = _scaled(text, currency.digits, mark)
    if minor < 0:
        raise InvalidMeasure(MeasureError.NOT_POSITIVE)
    if minor > MAX_PRICE:
        raise InvalidMeasure(MeasureError.TOO_LARGE)
    return minor


def _within(number: int, maximum: int) -> int:
    if number <= 0:
        raise InvalidMeasure(MeasureError.NOT_POSITIVE)
    if number > maximum:
        raise InvalidMeasure(MeasureError.TOO_LARGE)
    return number


def _scaled(text: str, places: int, mark: str) -> int:
    match = _NUMBER.fullmatch(visible(text))
    if not match or sum(map(str.isdigit, match[2])) > 2 * _MAX_DIGITS:
        raise InvalidMeasure(MeasureError.NOT_A_NUMBER)
    sign, number = match.groups()
    whole, fraction = _parted(number, places, mark)
    if len(whole) > _MAX_DIGITS or len(fraction) > _MAX_DIGITS:
        raise InvalidMeasure(MeasureError.NOT_A_NUMBER)
    scaled: int = int(whole) * 10**places + int(fraction.ljust(places, "0") or "0")
    return -scaled if sign else scaled


def _parted(number: str, places: int, mark: str) -> tuple[str, str]:
    """The digits before and behind the decimal mark. Raises InvalidMeasure."""
    signs = re.findall(r"[^0-9]", number)
    if not signs:
        return number, ""
    last = signs[-1]
    before, _, fraction = number.rpartition(last)
    as_decimal = (_without_groups(before), fraction) if last in ".," and last not in signs[:-1] else None
    as_whole = None if as_decimal and last == mark else _without_groups(number)
    if as_decimal and as_decimal[0] and len(fraction) <= places:
        if as_whole:
            readings = as_whole, f"{as_decimal[0]}{mark}{fraction.rstrip('0')}".rstrip(mark)
            raise InvalidMeasure(MeasureError.TWO_READINGS, readings)
        return as_decimal[0], fraction
    if as_whole:
        return as_whole, ""
    raise InvalidMeasure(MeasureError.TOO_PRECISE if as_decimal and as_decimal[0] else MeasureError.NOT_A_NUMBER)


def _without_groups(number: str) -> str:
    """The digits of a whole number that is parted by one sign throughout, or not at all; "" for anything else."""
    if number.isdigit():
        return number
    signs = set(re.findall(r"[^0-9]", number))
    parted = re.sub(r"[^0-9]", " ", number)
    return parted.replace(" ", "") if len(signs) == 1 and _GROUPS.fullmatch(parted) else ""
