"""The same people and company as for the tests that cross rooms."""

from tests.conftest import own_files, pytest_configure, team

__all__ = ["own_files", "pytest_configure", "team"]
