"""How a company's region writes dates and times: its language, and the country that its time zone lies in (CLDR)."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

EUROPE, WORLD = "150", "001"
"""Regions of CLDR for which English has forms of its own: 13:09 and 1:09 pm, the day first in both."""


@lru_cache(256)
def region_of(zone: str) -> str:
    """The country of an IANA zone, such as "GB"; "" where that is not one ("UTC")."""
    territories, aliases = get_global("zone_territories"), get_global("zone_aliases")
    found = territories.get(zone) or territories.get(aliases.get(zone, zone), "")
    return found if len(found) == 2 and found != "ZZ" else ""


@lru_cache(256)
def locale_of(language: str, region: str) -> Locale:
    """The forms of `language` ("es", "pt-BR") as they are used in `region`.

    Where CLDR has none, such as for English in Mexico: the language's international ones, with the clock that the
    country's own first language uses. Raises ValueError for a language that does not exist.
    """
    try:
        plain = Locale.parse(language.replace("-", "_"))
    except UnknownLocaleError as unknown:
        raise ValueError(str(unknown)) from unknown
    if plain.territory or not region:
        return plain
    world = WORLD if _counts_to_twelve(region) else EUROPE
    for territory in (region, world):
        name = f"{plain}_{territory}"
        if localedata.exists(name):
            return Locale.parse(name)
    return plain


def _counts_to_twelve(region: str) -> bool:
    """Whether clocks there say "1:09 pm", as far as is known."""
    languages = get_global("territory_languages").get(region, {})
    first = max(languages, key=lambda code: languages[code]["population_percent"], default="")
    name = f"{first}_{region}"
    return localedata.exists(name) and "a" in Locale.parse(name).time_formats["short"].pattern
