"""Devices that somebody signed in on before: strangers who try that account's password do not slow them."""

import re
import secrets

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from fieldwork.people.models import Person

PREFIX = "device_"
PATH = "/sign-in"
"""The cookie travels to the doors alone; all of them lie below this address."""

AGE = 365 * 24 * 3600
SALT = "fieldwork.device"
_VALUE = re.compile(r"([\w-]{16}):([0-9a-f]{64})", re.ASCII)


def know_device(request: HttpRequest, response: HttpResponseBase, person: Person) -> None:
    """Sets the cookie that makes this browser known for the person, for AGE or until the password changes."""
    device = known_device(request, person) or secrets.token_urlsafe(12)
    response.set_signed_cookie(
        f"{PREFIX}{person.pk}", f"{device}:{_print_of(person)}", salt=_salt(person),
        max_age=AGE, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip


def known_device(request: HttpRequest, person: Person) -> str:
    """Returns the device's id if the person signed in on it with their present password; else ""."""
    try:
        cookie = request.get_signed_cookie(f"{PREFIX}{person.pk}", salt=_salt(person), max_age=AGE)
    except (KeyError, BadSignature):
        return ""
    parts = _VALUE.fullmatch(cookie or "")
    return parts[1] if parts and constant_time_compare(parts[2], _print_of(person)) else ""


def knows_anybody(request: HttpRequest) -> bool:
    """Whether it is worth to look for the person at all."""
    return any(name.startswith(PREFIX) for name in request.COOKIES)


def _salt(person: Person) -> str:
    return f"{SALT}.{person.pk}"


def _print_of(person: Person) -> str:
    """Returns a keyed digest of the password hash: whoever knew an earlier password keeps nothing by it."""
    return salted_hmac(SALT, person.password, algorithm="sha256").hexdigest()
