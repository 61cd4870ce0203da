"""The same people and company as for the tests that cross apps."""

from tests.conftest import diego, layla, noor, ogechi, outsider, own_files, pytest_configure, team

__all__ = ["diego", "layla", "noor", "ogechi", "outsider", "own_files", "pytest_configure", "team"]
