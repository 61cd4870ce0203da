"""API tokens: given once and for some time, kept as a digest, taken back at any time."""

import hashlib
import logging
import secrets
from datetime import datetime, timedelta

from django.db import Error as DatabaseTrouble
from django.db import transaction
from django.utils import timezone

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.access_changes import publish_access_change
from fieldwork.people.models import Person, Token

log = logging.getLogger(__name__)

LASTS = timedelta(days=365)
NOTED_EACH = timedelta(minutes=5)
"""A call within that time of the last one noted writes nothing."""

_BYTES = 32


def issue_token(person: Person, *, name: str, lasts: timedelta = LASTS) -> str:
    """A new token in clear; it cannot be shown again."""
    clear, now = secrets.token_urlsafe(_BYTES), timezone.now()
    with transaction.atomic():
        Token.objects.create(person=person, name=name, digest=_digest(clear), created_at=now, expires_at=now + lasts)
        record(AuditAction.TOKEN_GIVEN, person, name=f"{person}: {name}")
    return clear


def person_of_token(clear: str) -> Person | None:
    """The active person to whom this token was given, or None."""
    token = _token(clear)
    return token.person if token else None


def use_token(clear: str) -> Person | None:
    """The same, and notes that it was used."""
    token = _token(clear)
    if token is None:
        return None
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at <= now - NOTED_EACH:
        _note(token, now)
    return token.person


def end_of_token(clear: str) -> datetime | None:
    """Returns when a once valid token stopped working; None if it works, or was never given."""
    token = Token.objects.filter(digest=_digest(clear)).first()
    if token is None:
        return None
    end = min(token.expires_at, token.revoked_at or token.expires_at)
    return end if end <= timezone.now() else None


def revoke_token(token: Token) -> None:
    """The token stops working with the next request."""
    with transaction.atomic():
        if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record(AuditAction.TOKEN_ENDED, token.person, name=f"{token.person}: {token.name}")
    publish_access_change(token.person_id)


def revoke_tokens(person: Person) -> int:
    """Revokes all working tokens of the person and returns how many."""
    ended = Token.objects.living().filter(person=person).update(revoked_at=timezone.now())
    publish_access_change(person.pk)
    return ended


def _token(clear: str) -> Token | None:
    living = Token.objects.living().filter(digest=_digest(clear), person__is_active=True)
    return living.select_related("person").first()


def _note(token: Token, now: datetime) -> None:
    """A call goes on where this cannot be written."""
    try:
        with transaction.atomic():
            Token.objects.filter(pk=token.pk).update(last_used_at=now)
    except DatabaseTrouble as trouble:
        log.warning("That a token was used could not be noted: %s", trouble)


def _digest(clear: str) -> str:
    return hashlib.sha256(clear.encode()).hexdigest()
