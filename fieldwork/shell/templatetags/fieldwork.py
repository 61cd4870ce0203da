"""Tags that every template may use: icons, built files, money, hours, times, people."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django import template
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fieldwork.measures.formatting import format_hours, format_money, format_quantity
from fieldwork.shell.built import built_url

register = template.Library()
_SHADES = "abcdef"


@register.simple_tag
@cache
def icon(name: str, classes: str = "") -> SafeString:
    """A decorative icon of the sprite."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes,
        built_url("sprite.svg"),
        name,
    )


@register.simple_tag
def built(name: str) -> str:
    """The address of a file of the built front end."""
    return built_url(name)


@register.filter
def money(minor: int | None, currency: str) -> str:
    """Minor units in the language of the page; a dash for nothing."""
    return "–" if minor is None else _money(minor, currency, get_language() or "en")


@register.filter
def quantity(thousandths: int) -> str:
    """Thousandths as a number people read."""
    return format_quantity(thousandths, get_language() or "en")


@register.filter
def hours(minutes: int) -> str:
    """Minutes as hours people read."""
    return format_hours(minutes, get_language() or "en")


@register.filter
@lru_cache(4096)
def initials(name: str) -> str:
    """Two letters for an avatar."""
    words = [word for word in name.split() if word[:1].isalnum()] or [name or "?"]
    return (words[0][:1] + words[-1][:1] if len(words) > 1 else words[0][:2]).upper()


@register.filter
@lru_cache(4096)
def shade(name: str) -> str:
    """One of six avatar shades, always the same for the same name."""
    return _SHADES[sum(name.encode()) % len(_SHADES)]


@register.filter
def filesize(size: int) -> str:
    """Bytes as people read them: "340 KB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


@register.simple_tag(takes_context=True)
def when(context: RequestContext, moment: datetime, style: str = "short") -> str:
    """A time in the company's zone: "full" Tue 2 Jun, 12:00; "day" Tue 2 June; "time" 12:00; "short" what suffices."""
    zone = ZoneInfo(context["company"].time_zone)
    local, now, locale = moment.astimezone(zone), timezone.now().astimezone(zone), get_language() or "en"
    if style == "time":
        return local.strftime("%H:%M")
    if style == "day":
        return _("Today") if local.date() == now.date() else _date(local, now, "EEE d MMMM", locale)
    if style == "full":
        return _("%(day)s, %(time)s") % {
            "day": _date(local, now, "EEE d MMM", locale),
            "time": local.strftime("%H:%M"),
        }
    return _short(local, now, locale)


def _date(local: datetime, now: datetime, pattern: str, locale: str) -> str:
    return _day(local.date(), pattern if local.year == now.year else f"{pattern} y", locale)


# Babel reads its patterns anew each time; a page asks for the same few days and amounts over and over.
@lru_cache(4096)
def _day(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale)


@lru_cache(4096)
def _money(minor: int, currency: str, language: str) -> str:
    return format_money(minor, currency, language)


def _short(local: datetime, now: datetime, locale: str) -> str:
    days = (now.date() - local.date()).days
    if days == 0:
        return local.strftime("%H:%M")
    if 0 < days < 7:
        return _day(local.date(), "EEE", locale)
    return _date(local, now, "d MMM", locale)


@register.simple_tag
def invalid(errors: Mapping[str, str] | None, field: str) -> SafeString:
    """Attributes of a field that has a fault: told to screen readers, tied to its sentence."""
    if not errors or field not in errors:
        return SafeString("")
    return format_html(' aria-invalid="true" aria-describedby="fault-{}"', field.replace(".", "-"))


@register.simple_tag
def fault(errors: Mapping[str, str] | None, field: str) -> SafeString:
    """The sentence at a field that has a fault; nothing otherwise."""
    if not errors or field not in errors:
        return SafeString("")
    mark = icon("circle-alert", "i-sm")
    return format_html('<span class="err" id="fault-{}">{}{}</span>', field.replace(".", "-"), mark, errors[field])


@register.filter
def as_json(value: object) -> str:
    """Data for a script, as the text of an element; escaped like any other text."""
    return json.dumps(value)
