"""What people type, read as whole numbers. `frontend/src/measures.ts` follows the same test vectors."""

import re
from enum import StrEnum

from babel.numbers import get_currency_precision

from fieldwork.measures.limits import MAX_MINUTES, MAX_PRICE, MAX_QUANTITY
from fieldwork.measures.unseen import seen


class Fault(StrEnum):
    """Why a text is not a measure; callers turn it into a sentence."""

    NOT_A_NUMBER = "not_a_number"
    TOO_PRECISE = "too_precise"
    NOT_POSITIVE = "not_positive"
    TOO_LARGE = "too_large"
    MINUTES_PAST_59 = "minutes_past_59"
    NOT_WHOLE_MINUTES = "not_whole_minutes"


class BadMeasure(ValueError):
    """The text is no quantity, time or price; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


_DECIMAL = re.compile(r"(-?)([0-9]{1,15})(?:[.,]([0-9]{1,15}))?")
_CLOCK = re.compile(r"(-?)([0-9]{1,6}):([0-9]{2})")


def parse_quantity(text: str) -> int:
    """Thousandths, greater than zero, from "2", "0.5" or "0,5". Raises BadMeasure."""
    quantity = _scaled(text, 3)
    return _within(quantity, MAX_QUANTITY)


def parse_hours(text: str) -> int:
    """Whole minutes, greater than zero, from "1.5", "1,5" or "1:30". Raises BadMeasure."""
    if clock := _CLOCK.fullmatch(seen(text)):
        sign, hours, minutes = clock.groups()
        if int(minutes) > 59:
            raise BadMeasure(Fault.MINUTES_PAST_59)
        total = int(hours) * 60 + int(minutes)
        return _within(-total if sign else total, MAX_MINUTES)
    millionths = _scaled(text, 6) * 60
    if millionths % 1_000_000:
        raise BadMeasure(Fault.NOT_WHOLE_MINUTES)
    return _within(millionths // 1_000_000, MAX_MINUTES)


def parse_money(text: str, currency: str) -> int:
    """Minor units of `currency` (ISO 4217), zero or more, from "45" or "45.00". Raises BadMeasure."""
    minor = _scaled(text, get_currency_precision(currency))
    if minor < 0:
        raise BadMeasure(Fault.NOT_POSITIVE)
    if minor > MAX_PRICE:
        raise BadMeasure(Fault.TOO_LARGE)
    return minor


def _within(number: int, largest: int) -> int:
    if number <= 0:
        raise BadMeasure(Fault.NOT_POSITIVE)
    if number > largest:
        raise BadMeasure(Fault.TOO_LARGE)
    return number


def _scaled(text: str, places: int) -> int:
    match = _DECIMAL.fullmatch(seen(text))
    if not match:
        raise BadMeasure(Fault.NOT_A_NUMBER)
    sign, whole, fraction = match.groups()
    fraction = (fraction or "").rstrip("0")
    if len(fraction) > places:
        raise BadMeasure(Fault.TOO_PRECISE)
    scaled: int = int(whole) * 10**places + int(fraction.ljust(places, "0") or "0")
    return -scaled if sign else scaled
