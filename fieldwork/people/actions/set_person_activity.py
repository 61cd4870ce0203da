"""Let a person in, or no longer. Nobody is ever deleted: their name stays under what they did."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from fieldwork.people.administrators import leave_an_administrator
from fieldwork.people.models import Person, Token


def set_person_activity(person: Person, *, is_active: bool) -> None:
    """Ends the person's sessions and tokens for good, or lets them sign in again.

    Raises LastAdministrator.
    """
    with transaction.atomic():
        leave_an_administrator(person, roles=person.roles, is_active=is_active)
        person.is_active = is_active
        person.save(update_fields=["is_active"])
        if not is_active:
            Token.objects.filter(person=person, revoked_at=None).update(revoked_at=timezone.now())
            end_sessions(person)


def end_sessions(person: Person) -> None:
    """Signs the person out everywhere. A session does not name its person but inside, so each is looked into."""
    open_ones = Session.objects.filter(expire_date__gt=timezone.now()).iterator()
    theirs = [one.pk for one in open_ones if one.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=theirs).delete()
