"""How a stream's other end proved who it is, and whether that still holds. Runs in the live thread."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from fieldwork.people.actions.tokens import person_of_token, use_token
from fieldwork.people.models import Person

# SQLite takes more values in one query since 3.32; PostgreSQL has no such limit.
AT_ONCE = 10_000

_store = import_module(settings.SESSION_ENGINE).SessionStore


@dataclass(frozen=True)
class SessionCredential:
    """A page: its session, and the password it began with; another password ends it as it ends the page."""

    person_id: int
    key: str
    password: str


@dataclass(frozen=True)
class TokenCredential:
    """A program: its token in clear, kept in memory as long as the stream is open."""

    person_id: int
    token: str


Credential = SessionCredential | TokenCredential


def session_credential(key: str) -> tuple[SessionCredential, Person] | None:
    """Returns the session's credential and person, as Django's get_user finds them; None without an active one."""
    request = HttpRequest()
    request.session = _store(key)
    person = get_user(request)
    if not isinstance(person, Person) or not person.is_active:
        return None
    return SessionCredential(person.pk, key, person.password), person


def token_credential(token: str) -> TokenCredential | None:
    """Returns the token's credential; None if the token was never given or holds no longer."""
    person = use_token(token)
    return TokenCredential(person.pk, token) if person else None


def revalidate(proofs: Collection[Credential]) -> dict[Credential, Person]:
    """Returns the `proofs` that still hold, each with its person as known now.

    Sessions take two queries for all pages together (per AT_ONCE of them), tokens are looked up one by one.
    """
    found = list({proof for proof in proofs if isinstance(proof, SessionCredential)})
    good: dict[Credential, Person] = {}
    for start in range(0, len(found), AT_ONCE):
        good |= _sessions(found[start : start + AT_ONCE])
    for proof in {proof for proof in proofs if isinstance(proof, TokenCredential)}:
        if (person := person_of_token(proof.token)) is not None:
            good[proof] = person
    return good


def _sessions(proofs: list[SessionCredential]) -> dict[Credential, Person]:
    keys = [proof.key for proof in proofs]
    alive = set(
        Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()).values_list("pk", flat=True)
    )
    ids = {proof.person_id for proof in proofs}
    people = Person.objects.filter(pk__in=ids, is_active=True).only("is_active", "roles", "password").in_bulk()
    return {
        proof: people[proof.person_id]
        for proof in proofs
        if proof.key in alive and proof.person_id in people and people[proof.person_id].password == proof.password
    }
