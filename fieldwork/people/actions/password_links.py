"""Ways to choose a password without knowing the old one: made, asked for, used once."""

import secrets
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.models import PasswordLink, PasswordRequest, Person
from fieldwork.people.password_mail_carrier import wake_for_requests

INVITED = timedelta(days=7)
FORGOTTEN = timedelta(hours=2)


def request_password_mail(email: str) -> None:
    """Notes that somebody wants a letter. It costs the same whether the address is anybody's or nobody's."""
    with transaction.atomic():
        PasswordRequest.objects.create(email=email.strip().lower(), requested_at=timezone.now())
        wake_for_requests()


def make_password_link(person: Person, *, lasts: timedelta, by: Person | None) -> str:
    """The secret of a new link; it is told now and never again."""
    secret, now = secrets.token_urlsafe(32), timezone.now()
    with transaction.atomic():
        PasswordLink.objects.create(
            person=person, digest=digest_of(secret), created_by=by, created_at=now, expires_at=now + lasts
        )
        record(AuditAction.PASSWORD_LINK_MADE, person)
    return secret


def person_of_link(secret: str) -> Person | None:
    """Returns the active person whose password the link may set now; None without an open link."""
    open_ones = PasswordLink.objects.filter(
        digest=digest_of(secret), used_at=None, expires_at__gt=timezone.now(), person__is_active=True
    )
    found = open_ones.select_related("person").first()
    return found.person if found else None


def use_password_link(secret: str, *, password: str) -> int | None:
    """Sets the password and ends what the old one opened: how many tokens. None if the link does not count."""
    now = timezone.now()
    with transaction.atomic():
        person = person_of_link(secret)
        if person is None:
            return None
        Person.objects.select_for_update().only("pk").get(pk=person.pk)
        mine = PasswordLink.objects.filter(digest=digest_of(secret), used_at=None)
        if not mine.update(used_at=now):
            return None
        return set_password(person, password)


def digest_of(secret: str) -> str:
    """Returns the SHA-256 digest of a secret: only this is stored."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
