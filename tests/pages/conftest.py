"""The worked example's company, with files kept apart from everybody else's."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.pages.company import Nadiya, nadiya


@pytest.fixture
def kept_apart(settings: Settings, tmp_path: Path) -> None:
    """Files go to a folder of the test."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}


@pytest.fixture
def company(db: None, kept_apart: None) -> Nadiya:
    """The company in an empty database, everybody signed in."""
    return nadiya()
