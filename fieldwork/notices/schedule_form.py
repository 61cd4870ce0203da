"""Read when somebody wants to be left alone, and when to be mailed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fieldwork.masterdata.forms.choices import time_zones
from fieldwork.rest.errors import Invalid

CLOCK_PATTERN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
HOURS = (1, 2, 4, 8, 24)


@dataclass(frozen=True)
class ScheduleInput:
    """Zone and minutes of the day; `quiet_from` and `quiet_to` None where nobody wants quiet hours."""

    time_zone: str
    quiet_from: int | None
    quiet_to: int | None
    mail_at: int
    mail_after: int


def read_schedule(data: Mapping[str, str]) -> ScheduleInput:
    """Returns the schedule that the form says. Raises Invalid."""
    errors: dict[str, str] = {}
    zone = data.get("time_zone", "")
    if zone not in {key for key, _name in time_zones()}:
        errors["time_zone"] = _("Choose one of the time zones")
    texts = {name: data.get(name, "").strip() for name in ("quiet_from", "quiet_to", "mail_at")}
    minutes = {name: _minutes(text) for name, text in texts.items() if text}
    errors |= {name: _("Enter a time such as 22:00") for name, found in minutes.items() if found is None}
    mail_at, quiet_from, quiet_to = (minutes.get(name) for name in ("mail_at", "quiet_from", "quiet_to"))
    if ("quiet_from" in minutes) != ("quiet_to" in minutes):
        errors.setdefault("quiet_to" if "quiet_from" in minutes else "quiet_from", _("Enter both times, or neither"))
    elif not errors and quiet_from is not None and quiet_from == quiet_to:
        errors["quiet_to"] = _("Must differ from the beginning")
    hours = data.get("mail_after", "")
    if hours not in {str(one) for one in HOURS}:
        errors["mail_after"] = _("Choose one of the list")
    if mail_at is None:
        errors.setdefault("mail_at", _("Enter a time such as 07:30"))
    if errors or mail_at is None:
        raise Invalid(errors)
    return ScheduleInput(zone, quiet_from, quiet_to, mail_at, int(hours))


def clock(minutes: int | None) -> str:
    """Minutes of the day as a form has them: "22:00", or ""."""
    return "" if minutes is None else f"{minutes // 60:02}:{minutes % 60:02}"


def _minutes(text: str) -> int | None:
    found = CLOCK_PATTERN.fullmatch(text)
    return int(found[1]) * 60 + int(found[2]) if found else None
