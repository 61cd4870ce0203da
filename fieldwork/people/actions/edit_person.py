"""Change what is known of a person."""

from django.db import transaction

from fieldwork.audit.record_event import recorded_change
from fieldwork.people.access_changes import publish_access_change
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.last_administrator import require_another_administrator
from fieldwork.people.models import Person


def edit_person(person: Person, *, name: str, email: str, job_title: str, roles: int, password: str) -> None:
    """Writes the new values; an empty `password` keeps the old one, a new one ends sessions and tokens.

    Whether the person may sign in is another act's business: one that happens meanwhile is not undone.

    Raises IntegrityError if the address is taken, LastAdministrator if nobody else could let people in.
    """
    with transaction.atomic():
        now = Person.objects.select_for_update().only("is_active").get(pk=person.pk)
        require_another_administrator(person, roles=roles, is_active=now.is_active)
        person.name = name.strip()
        person.email = email.strip().lower()
        person.job_title = job_title.strip()
        person.roles = int(roles)
        with recorded_change(person):
            person.save(update_fields=["name", "sort_key", "email", "job_title", "roles"])
        if password:
            set_password(person, password)
        publish_access_change(person.pk)
