"""What every template may use: icons, money, hours, times, people."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from datetime import time as midnight
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from django.template.defaultfilters import default_if_none, linebreaksbr
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context

from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import format_hours, format_money, format_quantity, format_size
from fieldwork.measures.regional_locale import locale_of, region_of
from fieldwork.people.models import Person
from fieldwork.shell.assets import asset_url
from fieldwork.shell.text_markup import linked
from fieldwork.shell.zone_offsets import offsets_json

_SHADES = "abcdef"


@cache
def icon(name: str, classes: str = "") -> SafeString:
    """A decorative icon of the sprite."""
    return format_html(
        '<svg class="i {}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        classes,
        asset_url("sprite.svg"),
        name,
    )


@pass_context
def money(context: Context, minor: int | None, currency: Currency) -> str:
    """Minor units in the language of the page; a dash for nothing."""
    return "–" if minor is None else format_money(minor, currency, context["language"])


@pass_context
def signed_money(context: Context, minor: int | None, currency: Currency) -> str:
    """A difference: "+$4.00", "−$4.00" with a real minus, "$0.00"; a dash for nothing."""
    sign = "" if not minor else "+" if minor > 0 else "−"
    return sign + money(context, None if minor is None else abs(minor), currency)


@pass_context
def quantity(context: Context, thousandths: int) -> str:
    """Thousandths as a number people read."""
    return format_quantity(thousandths, context["language"])


@pass_context
def hours(context: Context, minutes: int) -> str:
    """Minutes as hours people read."""
    return format_hours(minutes, context["language"])


@pass_context
def amount(context: Context, whole: int, unit: str, currency: Currency) -> str:
    """A whole number by its unit: "money" minor units, "labour" minutes, anything else thousandths."""
    if unit == "money":
        return money(context, whole, currency)
    return _("%(hours)s h") % {"hours": hours(context, whole)} if unit == "labour" else quantity(context, whole)


@lru_cache(4096)
def initials(name: str) -> str:
    """Two letters for an avatar."""
    words = [word for word in name.split() if word[:1].isalnum()] or [name or "?"]
    return (words[0][:1] + words[-1][:1] if len(words) > 1 else words[0][:2]).upper()


@lru_cache(4096)
def shade(name: str) -> str:
    """Returns one of six avatar shades, always the same for the same name."""
    return _SHADES[sum(name.encode()) % len(_SHADES)]


def avatar(who: Person | str, classes: str = "", *, alone: bool = False, person: int | None = None) -> SafeString:
    """A person's picture, else their letters in their shade; `alone` where the name does not stand beside it.

    With `person`, their key, it shows whether they are here now. A name alone has letters.
    """
    # Kept by what it shows: a person is the same one after a new picture.
    name, photo = (who, "") if isinstance(who, str) else (who.name, who.photo)
    return _avatar(name, photo, classes, alone=alone, person=person)


@lru_cache(4096)
def _avatar(name: str, photo: str, classes: str, *, alone: bool, person: int | None) -> SafeString:
    spoken = format_html('<span class="visually-hidden">{}</span>', name) if alone else ""
    key = "" if person is None else format_html(' data-person="{}"', person)
    shown = format_html('<span aria-hidden="true">{}</span>', initials(name))
    if photo:
        shown = format_html('<img src="{}" alt="" loading="lazy">', reverse("person-photo", args=[photo]))
    return format_html(
        '<span class="avatar avatar-{} {}" title="{}"{}>{}{}</span>', shade(name), classes, name, key, shown, spoken
    )


@pass_context
def filesize(context: Context, size: int) -> str:
    """Bytes as people read them: "340 KB"."""
    return format_size(size, context["language"])


@pass_context
def when(context: Context, moment: datetime, style: str = "short") -> str:
    """A time in the page's zone, as the company's region writes it.

    "full" Tue, Jun 2, 12:00 PM; "day" Tue, Jun 2; "time" 12:00 PM; "short" what suffices.
    """
    zone = ZoneInfo(context["zone"].key)
    return _when(moment, style, zone, timezone.now().astimezone(zone).date(), _locale_in(context))


def _locale_in(context: Context) -> Locale:
    company = context["company"]
    return locale_of(context["language"], region_of(company.time_zone) if company else "")


@lru_cache(8192)
def _when(moment: datetime, style: str, zone: ZoneInfo, today: date, locale: Locale) -> str:
    local = moment.astimezone(zone)
    if style == "time":
        return _time(local, locale)
    if style == "day":
        return _("Today") if local.date() == today else _date(local, today, "MMMEd", locale)
    if style == "full":
        return _("%(day)s, %(time)s") % {"day": _date(local, today, "MMMEd", locale), "time": _time(local, locale)}
    return _short(local, today, locale)


def _time(local: datetime, locale: Locale) -> str:
    """Formats the time, with the offset in the hour that a clock repeats: two moments would read the same."""
    text = str(format_time(local, "short", locale=locale))
    twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    offset = f"{local:%z}"
    return f"{text} (UTC{offset[:3]}:{offset[3:5]})" if twice else text


@pass_context
def page_locale(context: Context) -> str:
    """The same forms for scripts: "en-GB"."""
    return str(_locale_in(context)).replace("_", "-")


@pass_context
def zone_offsets(context: Context) -> str:
    """The page's zone for scripts, as `offsets_json` tells it."""
    return offsets_json(ZoneInfo(context["zone"].key), timezone.now().date())


@pass_context
def zone_name(context: Context) -> str:
    """The page's time zone as people say it, with its key, as the documents name theirs."""
    return _zone(context["zone"].key, context["language"])


@lru_cache(64)
def _zone(key: str, language: str) -> str:
    name = get_timezone_name(ZoneInfo(key), width="long", locale=language.replace("-", "_"))
    return f"{name} ({key})"


def _date(local: datetime, today: date, skeleton: str, locale: Locale) -> str:
    return _day(local.date(), skeleton if local.year == today.year else f"y{skeleton}", locale)


# Babel reads its patterns anew each time; a page asks for the same few days and amounts over and over.
@lru_cache(4096)
def _day(day: date, skeleton: str, locale: Locale) -> str:
    return str(format_skeleton(skeleton, datetime.combine(day, midnight(), UTC), locale=locale))


def _short(local: datetime, today: date, locale: Locale) -> str:
    days = (today - local.date()).days
    if days == 0:
        return _time(local, locale)
    if 0 < days < 7:
        return str(format_date(local.date(), "EEE", locale=locale))
    return _date(local, today, "MMMd", locale)


def as_json(value: object) -> str:
    """Data for a script, as the text of an element; escaped like any other text."""
    return json.dumps(value)


FILTERS: dict[str, Callable[..., object]] = {
    "amount": amount,
    "as_json": as_json,
    "default_if_none": default_if_none,
    "filesize": filesize,
    "hours": hours,
    "initials": initials,
    "linebreaksbr": linebreaksbr,
    "money": money,
    "quantity": quantity,
    "shade": shade,
    "signed_money": signed_money,
}
FUNCTIONS: dict[str, Callable[..., object]] = {
    "avatar": avatar,
    "icon": icon,
    "linked": linked,
    "when": when,
    "zone_name": zone_name,
    "page_locale": page_locale,
    "zone_offsets": zone_offsets,
}
