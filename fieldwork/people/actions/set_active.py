"""Let a person in, or no longer. Nobody is ever deleted: their name stays under what they did."""

from django.db import transaction

from fieldwork.audit.record_event import recorded_change
from fieldwork.people.access_changes import publish_access_change
from fieldwork.people.actions.end_access import end_access
from fieldwork.people.last_administrator import require_another_administrator
from fieldwork.people.models import Person


def set_active(person: Person, *, is_active: bool) -> None:
    """Ends the person's sessions and tokens for good, or lets them sign in again.

    Raises LastAdministrator.
    """
    with transaction.atomic():
        require_another_administrator(person, roles=person.roles, is_active=is_active)
        person.is_active = is_active
        with recorded_change(person):
            person.save(update_fields=["is_active"])
        if not is_active:
            end_access(person)
        publish_access_change(person.pk)
