"""Set up and take away what is asked for beside the password."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.actions.end_sessions import end_sessions
from fieldwork.people.models import Person

MAX_NAME = 60
MAX_PASSKEYS = 20


def turn_on_app(person: Person, *, secret: str, code: str) -> bool:
    """Requires codes of the app that holds `secret` from now on; False if `code` is not one of them now."""
    if not validate_totp_code(secret, code):
        return False
    with transaction.atomic():
        _lock(person)
        # Set up again on another phone: the old one ends.
        Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).delete()
        TOTP.activate(person, secret)
        RecoveryCodes.activate(person)
        record(AuditAction.APP_SET_UP, person)
    return True


def add_passkey(person: Person, *, name: str, credential: dict[str, Any]) -> bool:
    """Keeps a credential that was verified for this person; False if they have too many."""
    with transaction.atomic():
        _lock(person)
        if Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count() >= MAX_PASSKEYS:
            return False
        WebAuthn.add(person, name[:MAX_NAME], credential)
        RecoveryCodes.activate(person)
        record(AuditAction.PASSKEY_ADDED, person)
    return True


def remove_factor(person: Person, *, key: int) -> bool:
    """Takes one away; with the last of them the recovery codes go. False if it is none of theirs."""
    with transaction.atomic():
        _lock(person)
        theirs = Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES)
        if not theirs.filter(pk=key).delete()[0]:
            return False
        if not theirs.exists():
            Authenticator.objects.filter(user=person).delete()
        record(AuditAction.FACTOR_REMOVED, person)
    return True


def new_recovery_codes(person: Person) -> list[str]:
    """Ten new ones in place of the old; none where nothing needs them."""
    with transaction.atomic():
        _lock(person)
        codes = Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES)
        if not Authenticator.objects.filter(user=person).exclude(pk__in=codes).exists():
            return []
        codes.delete()
        made: list[str] = RecoveryCodes.activate(person).generate_codes()
        record(AuditAction.RECOVERY_CODES_MADE, person)
    return made


def take_away_factors(person: Person) -> None:
    """Removes all second factors and ends all sessions: the password alone suffices again.

    For an administrator, when somebody's phone is lost.
    """
    with transaction.atomic():
        _lock(person)
        Authenticator.objects.filter(user=person).delete()
        record(AuditAction.FACTORS_REMOVED, person)
        end_sessions(person)


def _lock(person: Person) -> None:
    Person.objects.select_for_update().only("pk").get(pk=person.pk)
