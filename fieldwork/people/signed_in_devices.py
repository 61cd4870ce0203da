"""Where somebody is signed in: one line for each of their sessions, kept by django-allauth."""

import re
from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest
from django.utils.translation import gettext as _

from fieldwork.people.models import Person

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip


@dataclass(frozen=True)
class Device:
    """A session: what it is on as far as the browser said, from where, since when."""

    key: int
    name: str
    phone: bool
    address: str
    since: datetime
    here: bool


def devices_of(person: Person, session_key: str | None) -> list[Device]:
    """The newest first; `session_key` is the one that asks."""
    found = UserSession.objects.purge_and_list(person)
    return [
        Device(
            one.pk, _name(one.user_agent), "Mobi" in one.user_agent, str(one.ip), one.created_at,
            one.session_key == session_key,
        )
        for one in sorted(found, key=lambda one: one.created_at, reverse=True)
    ]  # fmt: skip


def stay_signed_in(request: HttpRequest, person: Person) -> None:
    """Keeps this session, under a new key, and lists it, after the person who asks set a new password."""
    before = request.session.session_key
    update_session_auth_hash(request, person)
    moved = UserSession.objects.filter(user=person, session_key=before).update(session_key=request.session.session_key)
    if not moved:
        UserSession.objects.create_from_request(request)


def _name(agent: str) -> str:
    """ "Chrome on Android"; versions say nothing to people."""
    browser = next((name for mark, name in _BROWSERS if re.search(rf"\b{mark}/", agent)), None)
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")
