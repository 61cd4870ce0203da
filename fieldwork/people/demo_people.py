"""Whom a demo's sign-in page offers."""

from fieldwork.people.models import Person
from fieldwork.people.roles import Role

STORY = ("layla@", "ogechi@", "diego@")
"""The people of the story come first."""

_BY_ROLE = (Role.COORDINATOR, Role.SUPERVISOR, Role.FIELD_WORKER, Role.ADMINISTRATOR)


def demo_people() -> list[Person]:
    """Returns all active people: the story's people, then by role, then by name."""
    return sorted(Person.objects.filter(is_active=True), key=_place)


def _place(person: Person) -> tuple[int, int, str]:
    position = next((place for place, start in enumerate(STORY) if person.email.startswith(start)), len(STORY))
    role = next((place for place, role in enumerate(_BY_ROLE) if person.roles & role), len(_BY_ROLE))
    return position, role, person.name
