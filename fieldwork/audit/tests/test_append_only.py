"""The audit log only grows; faults.md C15."""

import importlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fieldwork.audit.models import AuditAction, AuditEntry, SubjectKind
from tests.audit_triggers import remove_trigger
from tests.running.prepared_database import NAME, put_database
from tests.running.program import surroundings

pytestmark = [pytest.mark.django_db, pytest.mark.both]
migration = importlib.import_module("fieldwork.audit.migrations.0002_append_only")


@pytest.fixture
def entry() -> AuditEntry:
    return AuditEntry.objects.create(
        created_at=timezone.now(),
        act=AuditAction.CHANGED,
        kind=SubjectKind.CLIENT,
        subject_id=1,
        name="ACME",
        changes=[["phone", "1", "2"]],
    )


@pytest.fixture
def triggers(entry: AuditEntry) -> None:
    """As in every installation: the one against removal is away while Django empties tables between tests."""
    remove_trigger("audit_not_changed")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION audit_append_only() CASCADE")
        for statement in migration.statements(connection.vendor):
            cursor.execute(statement)


def test_a_line_cannot_be_changed(entry: AuditEntry, triggers: None) -> None:
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(name="somebody else")


def test_a_line_cannot_be_removed(entry: AuditEntry, triggers: None) -> None:
    with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).delete()
    assert AuditEntry.objects.get() == entry


def test_without_the_triggers_it_could_be_both(entry: AuditEntry, triggers: None) -> None:
    """The control test."""
    remove_trigger("audit_not_changed")
    remove_trigger("audit_not_removed")
    assert AuditEntry.objects.filter(pk=entry.pk).update(name="somebody else") == 1
    assert AuditEntry.objects.filter(pk=entry.pk).delete()[0] == 1


@pytest.mark.parametrize("forbidden", ["UPDATE audit_auditentry SET name = ''", "DELETE FROM audit_auditentry"])
def test_every_new_installation_refuses_both(forbidden: str, tmp_path: Path) -> None:
    """In a file that the migrations made, as `run` does; nothing of the tests has touched it."""
    put_database(tmp_path, surroundings(tmp_path))
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute(
            "INSERT INTO audit_auditentry (created_at, author_name, act, "
            " kind, subject_id, name, changes, address, request_id) "
            "VALUES ('2026-11-30', '', 'changed', 'masterdata.client', 1, 'ACME', '[]', '', '')"
        )
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            database.execute(forbidden)
