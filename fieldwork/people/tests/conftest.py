"""A company to sign in to. Its model is named, not imported: this app knows no other."""

import pytest
from django.apps import apps

from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

PASSWORD = "correct horse battery"


@pytest.fixture
def company(db: None) -> None:
    model = apps.get_model("masterdata", "Company")
    model._default_manager.create(pk=1, name="Nadiya", currency="USD", language="en", time_zone="UTC")


@pytest.fixture
def layla(db: None) -> Person:
    return add_person(email="Layla@Nadiya.example", name="Layla", roles=Role.COORDINATOR, password=PASSWORD)


@pytest.fixture
def noor(db: None) -> Person:
    return add_person(email="noor@nadiya.example", name="Noor", roles=Role.ADMINISTRATOR, password=None)
