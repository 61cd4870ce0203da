"""One example after the other in the same test: each leaves nothing behind, and some are made to fail."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from unittest import mock

from django.db import transaction


class Crash(Exception):
    """The program ends here."""


@contextmanager
def rolled_back() -> Iterator[None]:
    """What is written inside is gone afterwards."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def crash_at(file: ModuleType, step: str) -> Iterator[None]:
    """Inside, `file` fails when it comes to its function `step`, after all that it did before."""
    with mock.patch.object(file, step, side_effect=Crash):
        yield
