"""A company, its people, and a browser that is somebody."""

from collections.abc import Callable

import pytest
from django.test import Client as Browser

from fieldwork.masterdata.models import Company
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

OpenAs = Callable[[Person | None], Browser]


@pytest.fixture
def company(db: None) -> Company:
    return Company.objects.create(
        pk=1, name="Nadiya IT & Consulting", currency="USD", language="en", time_zone="Europe/Madrid"
    )


@pytest.fixture
def layla(db: None) -> Person:
    return somebody("Layla Haddad", Role.COORDINATOR)


@pytest.fixture
def ogechi(db: None) -> Person:
    return somebody("Ogechi Adeola", Role.SUPERVISOR)


@pytest.fixture
def diego(db: None) -> Person:
    return somebody("Diego González", Role.FIELD_WORKER)


@pytest.fixture
def noor(db: None) -> Person:
    return somebody("Noor Haddad", Role.ADMINISTRATOR)


@pytest.fixture
def outsider(db: None) -> Person:
    return somebody("Otto Outsider", 0)


def somebody(name: str, roles: int) -> Person:
    return add_person(email=f"{name.split(maxsplit=1)[0]}@nadiya.example", name=name, roles=roles, password=None)


@pytest.fixture
def open_as(company: Company) -> OpenAs:
    """A browser in which this person is signed in."""

    def browser(person: Person | None) -> Browser:
        opened = Browser()
        if person:
            opened.force_login(person)
        return opened

    return browser
