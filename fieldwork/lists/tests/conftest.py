"""The same people and company as for the tests that cross apps."""

from tests.conftest import own_files, pytest_configure, team

__all__ = ["own_files", "pytest_configure", "team"]
