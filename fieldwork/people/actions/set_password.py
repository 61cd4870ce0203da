"""A new password, by whatever way: what was opened by the old one closes."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.actions.end_access import end_access
from fieldwork.people.models import PasswordLink, Person


def set_password(person: Person, password: str, *, but: str | None = None) -> int:
    """Ends every session, but the one with the key `but`, every token and every link to choose a password.

    Returns how many tokens ended. The password was checked before.
    """
    hashed = make_password(password)
    with transaction.atomic():
        Person.objects.select_for_update().only("pk").get(pk=person.pk)
        Person.objects.filter(pk=person.pk).update(password=hashed)
        PasswordLink.objects.filter(person=person, used_at=None).update(used_at=timezone.now())
        record(AuditAction.PASSWORD_SET, person)
        ended = end_access(person, but=but)
    person.password = hashed
    return ended
