"""API tokens: given once, kept as a digest, taken back at any time."""

import hashlib
import secrets

from django.utils import timezone

from fieldwork.people.models import Person, Token
from fieldwork.people.standing import announce_standing

_BYTES = 32


def give_token(person: Person, *, name: str) -> str:
    """A new token in clear; it cannot be shown again."""
    clear = secrets.token_urlsafe(_BYTES)
    Token.objects.create(person=person, name=name, digest=_digest(clear), created_at=timezone.now())
    return clear


def person_of_token(clear: str) -> Person | None:
    """The active person to whom this token was given, or None."""
    token = Token.objects.filter(digest=_digest(clear), revoked_at=None, person__is_active=True)
    found = token.select_related("person").first()
    return found.person if found else None


def revoke_token(token: Token) -> None:
    """The token stops working with the next request."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())
    announce_standing(token.person_id)


def _digest(clear: str) -> str:
    return hashlib.sha256(clear.encode()).hexdigest()
