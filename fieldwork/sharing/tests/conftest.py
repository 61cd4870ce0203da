"""The worked example's company, with files of the test's own."""

from pathlib import Path

import pytest
from pytest_django import Settings

from tests.conftest import pytest_configure
from tests.worked_example import Team, fill_company

__all__ = ["pytest_configure", "team"]


@pytest.fixture
def team(db: None, settings: Settings, tmp_path: Path) -> Team:
    """In an empty database."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return fill_company()
