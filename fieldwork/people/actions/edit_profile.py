"""What people change about themselves."""

from django.db import transaction

from fieldwork.audit.record_event import recorded_change
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.models import Person

FIELDS = ("name", "job_title", "phone", "language", "time_zone", "theme")


def edit_profile(
    person: Person, *, name: str, job_title: str, phone: str, language: str, time_zone: str, theme: str
) -> None:
    """Writes FIELDS; the address one signs in with, roles and whether one may come in are the administrator's."""
    person.name, person.job_title, person.phone = name.strip(), job_title.strip(), phone.strip()
    person.language, person.time_zone, person.theme = language, time_zone, theme
    with recorded_change(person):
        person.save(update_fields=[*FIELDS, "sort_key"])


def preset_language(person: Person, language: str) -> bool:
    """The person's language from now on, unless they have chosen one; whether it was set."""
    if not language or person.language:
        return False
    with recorded_change(person):
        done = bool(Person.objects.filter(pk=person.pk, language="").update(language=language))
    if done:
        person.language = language
    return done


def change_password(person: Person, old: str, new: str, *, session_key: str | None) -> int | None:
    """Sets the password and returns how many tokens ended; None if `old` is wrong. Session `session_key` stays."""
    with transaction.atomic():
        held = Person.objects.select_for_update().get(pk=person.pk)
        if not held.check_password(old):
            return None
        return set_password(person, new, but=session_key)
