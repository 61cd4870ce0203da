"""Who is slowed at the door: strangers by their address and by the account they try, a known device by itself."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fieldwork.people.failed_attempts import (
    ACCOUNT_RATE,
    ADDRESS_RATE,
    DEVICE_RATE,
    CountedAttempt,
    Subject,
    Throttled,
    count_attempt,
)
from fieldwork.people.known_devices import known_device, knows_anybody
from fieldwork.people.models import Person

THROTTLED = "slowed"
"""The code of such a validation error."""

IPV6_BITS = 64
"""What a provider gives to one customer; the rest of the address the customer chooses."""

A_MINUTE = 60


class Attempt:
    """A try that may go on."""

    def __init__(self, tried: CountedAttempt, *, by_known_device: bool) -> None:
        self._tried, self._known = tried, by_known_device

    def was_right(self) -> None:
        """It does not count. A known device begins anew; what strangers tried stays counted."""
        self._tried.was_right(forget=self._known)


def begin_password_attempt(request: HttpRequest, email: str) -> Attempt:
    """Counts a try before its password is checked.

    Raises ValidationError, the same whether the address is anybody's or nobody's.
    """
    email = email.strip().lower()
    person = Person.objects.filter(email=email, is_active=True).first() if knows_anybody(request) else None
    if device := known_device(request, person) if person else "":
        return _begin([Subject("device", device, DEVICE_RATE)], by_known_device=True)
    strangers = [Subject("account", email, ACCOUNT_RATE), Subject("address", _network_of(request), ADDRESS_RATE)]
    return _begin(strangers, by_known_device=False)


def begin_code_attempt(request: HttpRequest, person: Person) -> Attempt:
    """Counts a try before its code is checked, after the right password. Raises ValidationError."""
    if device := known_device(request, person):
        return _begin([Subject("code on", device, DEVICE_RATE)], by_known_device=True)
    return _begin([Subject("code of", str(person.pk), ACCOUNT_RATE)], by_known_device=False)


def mark_throttled(form: Form, answer: HttpResponse) -> HttpResponse:
    """The answer that shows this form: 429 with the seconds to wait, if it was refused for too many tries."""
    for error in (fault for errors in form.errors.as_data().values() for fault in errors):
        if error.code == THROTTLED and error.params:
            answer.status_code = 429
            answer["Retry-After"] = str(error.params["seconds"])
    return answer


def wait_sentence(seconds: int) -> str:
    """Returns in words how long to wait; minutes are rounded up."""
    minutes = -(-seconds // A_MINUTE)
    if seconds < A_MINUTE:
        sentence = ngettext("Try again in %(count)s second.", "Try again in %(count)s seconds.", seconds)
        return sentence % {"count": seconds}
    sentence = ngettext("Try again in %(count)s minute.", "Try again in %(count)s minutes.", minutes)
    return sentence % {"count": minutes}


def _begin(subjects: list[Subject], *, by_known_device: bool) -> Attempt:
    try:
        return Attempt(count_attempt(subjects), by_known_device=by_known_device)
    except Throttled as slowed:
        sentence = f"{_('Too many tries.')} {wait_sentence(slowed.seconds)}"
        raise ValidationError(sentence, THROTTLED, {"seconds": slowed.seconds}) from slowed


def _network_of(request: HttpRequest) -> str:
    """The client's address, which fieldwork.wsgi_bridge has found out; of an IPv6 one its network."""
    text = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ip_address(text)
    except ValueError:
        return text
    mapped = getattr(address, "ipv4_mapped", None) or address
    if isinstance(mapped, IPv6Address):
        return str(ip_network((int(mapped), IPV6_BITS), strict=False))
    return str(mapped)
