"""Money as documents wrote it before their content held the digits of its currency: made again, they stay the same."""

from copy import copy
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from fieldwork.measures.currencies import Currency
from fieldwork.measures.number_styles import locale_of


@lru_cache(2048)
def format_money_as_before(minor: int, currency: Currency, language: str) -> str:
    """Formats as Babel 2.18 does, but with the digits of `currency`, whatever Babel thinks they are."""
    locale = locale_of(language)
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (currency.digits, currency.digits)
    amount = Decimal(minor).scaleb(-currency.digits)
    written: str = pattern.apply(amount, locale, currency=currency.code, currency_digits=False)
    return written


def format_quantity_as_before(thousandths: int, language: str) -> str:
    """1500, "en" -> "1.5"."""
    return format_decimal(Decimal(thousandths).scaleb(-3), format="#,##0.###", locale=locale_of(language))


def format_hours_as_before(minutes: int, language: str) -> str:
    """90, "en" -> "1.5"; 100 -> "1:40"."""
    if minutes % 3:
        return f"{minutes // 60}:{minutes % 60:02d}"
    return format_decimal(Decimal(minutes) / 60, format="#,##0.##", locale=locale_of(language))
