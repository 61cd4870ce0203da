"""Add or edit a person, and let them in or no longer, with errors at the fields of the form."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.people.actions.add_person import add_person
from fieldwork.people.actions.edit_person import edit_person
from fieldwork.people.actions.set_active import set_active
from fieldwork.people.last_administrator import LastAdministrator
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Conflict, Forbidden, Invalid

LAST = gettext_lazy("This is the last active administrator. Make somebody else an administrator first.")
TAKEN = gettext_lazy("Somebody else has this address")


def save_new_person(
    *, name: str, email: str, job_title: str, roles: int, password: str, by: Person
) -> Person:  # fmt: skip
    """The new person. Raises Forbidden, Invalid (email)."""
    _require_manage_people(by)
    _free(email, but=None)
    try:
        with transaction.atomic():
            return add_person(name=name, email=email, job_title=job_title, roles=roles, password=password or None)
    except IntegrityError as late:
        raise Invalid({"email": TAKEN}) from late


def save_person(
    person: Person, *, name: str, email: str, job_title: str, roles: int, password: str, by: Person
) -> None:
    """Writes the new values; an empty `password` keeps the old one.

    Raises Forbidden, Invalid (email; roles of the last administrator).
    """
    _require_manage_people(by)
    _free(email, but=person)
    try:
        edit_person(person, name=name, email=email, job_title=job_title, roles=roles, password=password)
    except LastAdministrator as last:
        raise Invalid({"roles": LAST}) from last
    except IntegrityError as late:
        raise Invalid({"email": TAKEN}) from late


def set_person_active(person: Person, *, active: bool, by: Person) -> None:
    """Whether the person may sign in. Raises Forbidden; Conflict for the last administrator."""
    _require_manage_people(by)
    try:
        set_active(person, is_active=active)
    except LastAdministrator as last:
        raise Conflict(LAST) from last


def _require_manage_people(by: Person) -> None:
    if not by.may(Right.MANAGE_PEOPLE):
        raise Forbidden(_("Only an administrator adds and edits people."))


def _free(email: str, *, but: Person | None) -> None:
    others = Person.objects.exclude(pk=but.pk) if but else Person.objects.all()
    if others.filter(email=email.strip().lower()).exists():
        raise Invalid({"email": TAKEN})
