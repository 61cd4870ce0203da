"""What people change about themselves."""

from django.contrib.auth.hashers import make_password
from django.db import transaction

from fieldwork.people.models import Person
from fieldwork.people.standing import announce_standing

FIELDS = ("name", "job_title", "phone", "language", "time_zone", "theme")


def edit_profile(
    person: Person, *, name: str, job_title: str, phone: str, language: str, time_zone: str, theme: str
) -> None:
    """Writes FIELDS; the address one signs in with, roles and whether one may come in are the administrator's."""
    person.name, person.job_title, person.phone = name.strip(), job_title.strip(), phone.strip()
    person.language, person.time_zone, person.theme = language, time_zone, theme
    person.save(update_fields=[*FIELDS, "sort_key"])


def change_password(person: Person, old: str, new: str) -> bool:
    """Whether `old` was right. Every session but the one that is told of it afterwards ends with the old password."""
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        if not held.check_password(old):
            return False
        held.password = person.password = make_password(new)
        held.save(update_fields=["password"])
        announce_standing(person.pk)
    return True
