"""Whoever is in as somebody is out: sessions and API tokens."""

from django.db import transaction

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.actions.end_sessions import end_sessions
from fieldwork.people.actions.tokens import revoke_tokens
from fieldwork.people.models import Person


def end_access(person: Person, *, but: str | None = None) -> int:
    """Ends every session, but the one with the key `but`, and every token; how many tokens."""
    with transaction.atomic():
        record(AuditAction.ACCESS_ENDED, person)
        end_sessions(person, but=but)
        return revoke_tokens(person)
