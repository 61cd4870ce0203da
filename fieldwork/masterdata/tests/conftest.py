"""A company, its people, and a browser that is somebody."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client as Browser

from fieldwork.masterdata.models import Company
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

OpenAs = Callable[[Person | None], Browser]
AtOnce = Callable[..., list[object]]


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


@pytest.fixture
def at_once() -> AtOnce:
    """Runs the acts in threads that start together; what each returned or raised."""

    def run(*acts: Callable[[], object]) -> list[object]:
        results: list[object] = [None] * len(acts)
        gate = threading.Barrier(len(acts))

        def one(place: int) -> None:
            gate.wait()
            try:
                results[place] = acts[place]()
            except Exception as raised:  # noqa: BLE001 - the test looks at it
                results[place] = raised
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=[place]) for place in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    return run
