"""Whole numbers as people of a language read them (Babel), and as the API writes them."""

from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, format_decimal, get_currency_precision
from babel.units import format_unit


@lru_cache(8192)
def format_money(minor: int, currency: str, language: str) -> str:
    """`minor` units of `currency` in words of `language`: 17600, "USD", "en" -> "$176.00"."""
    return format_currency(money_decimal(minor, currency), currency, locale=language.replace("-", "_"))


def format_quantity(thousandths: int, language: str) -> str:
    """1500, "en" -> "1.5"."""
    return format_decimal(Decimal(thousandths).scaleb(-3), format="#,##0.###", locale=language.replace("-", "_"))


def format_hours(minutes: int, language: str) -> str:
    """90, "en" -> "1.5"; what is no short decimal is told as a clock: 100 -> "1:40"."""
    if minutes % 3:
        return f"{minutes // 60}:{minutes % 60:02d}"
    return format_decimal(Decimal(minutes) / 60, format="#,##0.##", locale=language.replace("-", "_"))


def format_span(span: timedelta, language: str) -> str:
    """A length of time in its two largest units: "2 days 5 hours", "3 hours 20 minutes", "1 minute" at least."""
    minutes = max(1, span // timedelta(minutes=1))
    amounts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    largest = ("day", "hour") if amounts["day"] else ("hour", "minute")
    locale = language.replace("-", "_")
    return " ".join(format_unit(amounts[unit], f"duration-{unit}", locale=locale) for unit in largest if amounts[unit])


def money_decimal(minor: int, currency: str) -> Decimal:
    """Minor units as an exact decimal: 4500, "USD" -> 45.00."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def plain_money(minor: int, currency: str) -> str:
    """The API's exact string: 4500, "USD" -> "45.00"."""
    return f"{money_decimal(minor, currency):f}"


def plain_quantity(thousandths: int) -> str:
    """The API's exact string: 1500 -> "1.5"."""
    return _trimmed(Decimal(thousandths).scaleb(-3))


def plain_hours(minutes: int) -> str:
    """The API's exact string: 75 -> "1.25"; 100 -> "1:40"."""
    if minutes % 3:
        return f"{minutes // 60}:{minutes % 60:02d}"
    return _trimmed(Decimal(minutes) / 60)


def _trimmed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
