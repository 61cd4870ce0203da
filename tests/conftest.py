"""The worked example's company for every test that asks for it, with files kept apart from everybody else's."""

from pathlib import Path

import pytest
from pytest_django import Settings

from fieldwork.people.models import Person
from tests.worked_example import Team, fill_company


def pytest_configure(config: pytest.Config) -> None:
    """`both`: runs once more on PostgreSQL, because locks and constraints are the database's own."""
    config.addinivalue_line("markers", "both: depends on the database, so it runs on SQLite and on PostgreSQL")


@pytest.fixture
def own_files(settings: Settings, tmp_path: Path) -> None:
    """Files go to a folder of the test."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def team(db: None, own_files: None) -> Team:
    """The company in an empty database."""
    return fill_company()


@pytest.fixture
def layla(team: Team) -> Person:
    """Coordinator."""
    return team.layla


@pytest.fixture
def ogechi(team: Team) -> Person:
    """Supervisor."""
    return team.ogechi


@pytest.fixture
def diego(team: Team) -> Person:
    """Field worker, added to the orders of the story."""
    return team.diego


@pytest.fixture
def noor(team: Team) -> Person:
    """Administrator."""
    return team.noor


@pytest.fixture
def outsider(team: Team) -> Person:
    """Field worker on no order: must see nothing."""
    return team.outsider
