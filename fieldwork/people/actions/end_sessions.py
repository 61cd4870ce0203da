"""Sign somebody out: on one device, or everywhere."""

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.access_changes import publish_access_change
from fieldwork.people.models import Person


def end_session(person: Person, key: int) -> bool:
    """Ends the session of the device `key`; False if it is none of theirs."""
    device = UserSession.objects.filter(user=person, pk=key).first()
    if device is None:
        return False
    with transaction.atomic():
        Session.objects.filter(pk=device.session_key).delete()
        device.delete()
        record(AuditAction.SESSION_ENDED, person)
    publish_access_change(person.pk)
    return True


def end_sessions(person: Person, *, but: str | None = None) -> None:
    """Signs the person out everywhere but in the session with the key `but`.

    A session does not name its person but inside, so each is looked into.
    """
    open_ones = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but or "").iterator()
    theirs = [one.pk for one in open_ones if one.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(pk__in=theirs).delete()
    UserSession.objects.filter(user=person).exclude(session_key=but or "").delete()
    publish_access_change(person.pk)
