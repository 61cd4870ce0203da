"""Triggers of the audit log, taken away for tests that show what they are for."""

from django.db import connection

STATEMENTS = {
    ("sqlite", "audit_not_removed"): "DROP TRIGGER audit_not_removed",
    ("sqlite", "audit_not_changed"): "DROP TRIGGER audit_not_changed",
    ("postgresql", "audit_not_removed"): "DROP TRIGGER audit_not_removed ON audit_auditentry",
    ("postgresql", "audit_not_changed"): "DROP TRIGGER audit_not_changed ON audit_auditentry",
}


def remove_trigger(name: str) -> None:
    """The database no longer refuses."""
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[connection.vendor, name])
