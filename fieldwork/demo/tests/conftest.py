"""The demo, filled once for all tests that look at it."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from fieldwork.demo.fill_database import fill
from tests.conftest import own_files
from tests.isolation import rolled_back

__all__ = ["own_files"]


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[int, int]]]:
    """What `fill` told of its progress; the company stands in the database and is gone after the last test."""
    told: list[tuple[int, int]] = []
    kept_by = "fieldwork.attachments.storage.DurableStorage"
    stored = {"BACKEND": kept_by, "OPTIONS": {"location": tmp_path_factory.mktemp("files")}}
    with (
        override_settings(STORAGES={**settings.STORAGES, "default": stored}),
        django_db_blocker.unblock(),
        rolled_back(),
    ):
        fill(lambda done, total: told.append((done, total)), documents=False)
        yield told
