"""Add somebody who may sign in."""

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from fieldwork.audit.record_event import record_added
from fieldwork.people.models import Person


def add_person(
    *,
    email: str,
    name: str,
    roles: int,
    password: str | None,
    job_title: str = "",
) -> Person:
    """The new person. Without `password` nobody can sign in as them yet.

    Raises IntegrityError if the address is taken.
    """
    with transaction.atomic():
        person = Person.objects.create(
            email=email.strip().lower(),
            name=name.strip(),
            job_title=job_title.strip(),
            roles=int(roles),
            password=make_password(password),
            joined_at=timezone.now(),
        )
        record_added(person)
    return person
