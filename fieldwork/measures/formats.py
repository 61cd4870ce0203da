"""Whole numbers as people of a language read them, and as the API writes them.

`frontend/src/measures.ts` follows the same styles and the same test vectors (frontend/src/money.vectors.json).
"""

from datetime import timedelta
from decimal import Decimal
from functools import lru_cache

from babel.units import format_unit

from fieldwork.measures.currencies import Currency
from fieldwork.measures.number_styles import MoneyStyle, NumberStyle, locale_of, money_style, number_style


@lru_cache(8192)
def format_money(minor: int, currency: Currency, language: str) -> str:
    """`minor` units of `currency` in words of `language`: 17600, USD, "en" -> "$176.00"."""
    return write_money(minor, money_style(currency, language))


def write_money(minor: int, style: MoneyStyle) -> str:
    """`minor` units in a style: 17600 -> "$176.00"."""
    number = _grouped(abs(minor), style.digits, style.digits, style.number)
    if minor < 0:
        return style.before_negative + number + style.after_negative
    return style.before + number + style.after


def write_number(scaled: int, places: int, style: NumberStyle) -> str:
    """A number of zero or more in units of 10^-`places`, without needless zeros: 1500, 3 -> "1.5"."""
    return _grouped(scaled, places, 0, style)


def format_quantity(thousandths: int, language: str) -> str:
    """1500, "en" -> "1.5"."""
    return write_number(thousandths, 3, number_style(language))


def format_hours(minutes: int, language: str) -> str:
    """90, "en" -> "1.5"; what is no short decimal is told as a clock: 100 -> "1:40"."""
    if minutes % 3:
        return _clock(minutes)
    return write_number(minutes * 100 // 60, 2, number_style(language))


def format_span(span: timedelta, language: str) -> str:
    """A length of time in its two largest units: "2 days 5 hours", "3 hours 20 minutes", "1 minute" at least."""
    minutes = max(1, span // timedelta(minutes=1))
    amounts = {"day": minutes // 1440, "hour": minutes // 60 % 24, "minute": minutes % 60}
    largest = ("day", "hour") if amounts["day"] else ("hour", "minute")
    locale = locale_of(language)
    return " ".join(format_unit(amounts[unit], f"duration-{unit}", locale=locale) for unit in largest if amounts[unit])


def format_size(size: int, language: str) -> str:
    """The size of a file, from its bytes: "340 KB", "1.2 MB" ("1,2 MB" in Spanish)."""
    style = number_style(language)
    if size < 1_000_000:
        return f"{write_number(max(1, (size + 500) // 1000), 0, style)} KB"
    return f"{write_number((size + 50_000) // 100_000, 1, style)} MB"


def typed_money(minor: int, currency: Currency, mark: str = ".") -> str:
    """Minor units as a person types them into a field, `mark` before the decimals: 4500, USD -> "45.00"."""
    return plain_money(minor, currency).replace(".", mark)


def typed_quantity(thousandths: int, mark: str = ".") -> str:
    """Thousandths as a person types them: 1500, "," -> "1,5"."""
    return plain_quantity(thousandths).replace(".", mark)


def typed_hours(minutes: int, mark: str = ".") -> str:
    """Minutes as a person types them: 75, "," -> "1,25"; 100 -> "1:40"."""
    return plain_hours(minutes).replace(".", mark)


def money_decimal(minor: int, currency: Currency) -> Decimal:
    """Minor units as an exact decimal: 4500, USD -> 45.00."""
    return Decimal(minor).scaleb(-currency.digits)


def plain_money(minor: int, currency: Currency) -> str:
    """The API's exact string: 4500, USD -> "45.00"."""
    return f"{money_decimal(minor, currency):f}"


def plain_quantity(thousandths: int) -> str:
    """The API's exact string: 1500 -> "1.5"."""
    return _trimmed(Decimal(thousandths).scaleb(-3))


def plain_hours(minutes: int) -> str:
    """The API's exact string: 75 -> "1.25"; 100 -> "1:40"."""
    return _clock(minutes) if minutes % 3 else _trimmed(Decimal(minutes) / 60)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _trimmed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(scaled: int, places: int, least_decimals: int, style: NumberStyle) -> str:
    digits = str(scaled).rjust(places + 1, "0")
    whole, fraction = digits[: len(digits) - places], digits[len(digits) - places :]
    fraction = fraction.rstrip("0").ljust(least_decimals, "0")
    if style.first and len(whole) >= style.first + style.least:
        rest, groups = whole[: -style.first], [whole[-style.first :]]
        while rest:
            groups.append(rest[-style.further :])
            rest = rest[: -style.further]
        whole = style.group.join(reversed(groups))
    return whole + style.decimal + fraction if fraction else whole
