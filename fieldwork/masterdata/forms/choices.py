"""What the company can be set to: currencies, languages, time zones."""

from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def currencies() -> list[tuple[str, str]]:
    """Returns every currency that is legal tender somewhere today: ("USD", "USD – US Dollar")."""
    return _currencies((get_language() or "en").replace("-", "_"))


@cache
def _currencies(locale: str) -> list[tuple[str, str]]:
    histories = get_global("territory_currencies").values()
    codes = {code for history in histories for code, _start, end, tender in history if tender and not end}
    return [(code, f"{code} – {get_currency_name(code, locale=locale)}") for code in sorted(codes)]


def currency_of(territory: str) -> str:
    """Returns the code of the currency a country ("MX") pays with today; "" where that is not known."""
    found = get_territory_currencies(territory) if territory else []
    return found[0] if found and found[0] in dict(currencies()) else ""


@cache
def zones_by_currency() -> dict[str, str]:
    """The same by time zone: under each currency its zones, with blanks between; of a renamed zone both names."""
    territories, aliases = get_global("zone_territories"), get_global("zone_aliases")
    found: dict[str, list[str]] = {}
    for zone, _name in time_zones():
        territory = territories.get(zone) or territories.get(aliases.get(zone, zone), "")
        if currency := currency_of(territory):
            found.setdefault(currency, []).append(zone)
    return {currency: " ".join(zones) for currency, zones in found.items()}


def languages() -> list[tuple[str, str]]:
    """The languages documents are written in."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def languages_or_the_companys() -> list[tuple[str, str]]:
    """The same for a client, first of all the company's own."""
    return [("", _("As the company")), *languages()]


def time_zones_or_the_companys() -> list[tuple[str, str]]:
    """The same as `time_zones`, first of all the company's own."""
    return [("", str(_("As the company"))), *time_zones()]


@cache
def time_zones() -> list[tuple[str, str]]:
    """IANA zones by place, "UTC" first."""
    zones = {zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "SystemV/"))}
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in sorted(zones))]
