"""The database refuses to change or remove a line of the audit log.

On SQLite a later migration that makes the table anew loses these triggers and has to run `add_triggers` again.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = (
    """CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit_auditentry
    BEGIN SELECT RAISE(ABORT, 'The audit log is append only'); END""",
    """CREATE TRIGGER audit_not_removed BEFORE DELETE ON audit_auditentry
    BEGIN SELECT RAISE(ABORT, 'The audit log is append only'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The audit log is append only' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE TRIGGER audit_not_changed BEFORE UPDATE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
    """CREATE TRIGGER audit_not_removed BEFORE DELETE ON audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()""",
)


def statements(vendor: str) -> tuple[str, ...]:
    """What makes both triggers; the last is the one against removal."""
    return POSTGRESQL if vendor == "postgresql" else SQLITE


def add_triggers(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Both triggers."""
    for statement in statements(editor.connection.vendor):
        editor.execute(statement)


class Migration(migrations.Migration):
    """Nothing undoes it."""

    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(add_triggers)]
