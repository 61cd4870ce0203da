"""Somebody must always be left who can let others in."""

from fieldwork.people.models import Person
from fieldwork.people.roles import EVERY_ROLE, Role

_WITH_ROLE = [roles for roles in range(int(EVERY_ROLE) + 1) if roles & Role.ADMINISTRATOR]


class LastAdministrator(Exception):
    """This person is the only active administrator and has to stay one."""


def require_another_administrator(person: Person, *, roles: int, is_active: bool) -> None:
    """Call inside a transaction, before `person` gets these `roles`. Raises LastAdministrator.

    Locks all active administrators, so that two cannot put out each other at once.
    """
    active = Person.objects.select_for_update().filter(is_active=True, roles__in=_WITH_ROLE).order_by("pk")
    administrators = {found.pk for found in active}
    stays = is_active and bool(roles & Role.ADMINISTRATOR)
    if not stays and administrators == {person.pk}:
        raise LastAdministrator
