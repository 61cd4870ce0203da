"""The same company and files as for the tests that cross apps."""

from tests.conftest import own_files, pytest_configure, team

__all__ = ["own_files", "pytest_configure", "team"]
