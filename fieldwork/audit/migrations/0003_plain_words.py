"""Columns are called what all other records call them.

In SQL, because Django would build SQLite's table anew, and that loses the triggers which let nobody change the log.
"""

from django.db import migrations, models

COLUMNS = [("by_id", "author_id"), ("by_name", "author_name"), ("at", "created_at")]
RENAME = "ALTER TABLE audit_auditentry RENAME COLUMN {} TO {}"


class Migration(migrations.Migration):
    """Both databases follow the new names in the index by themselves."""

    dependencies = [("audit", "0002_append_only")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(RENAME.format(old, new), RENAME.format(new, old)) for old, new in COLUMNS
            ],
            state_operations=[
                migrations.RemoveIndex("auditentry", "audit_by_person"),
                migrations.RenameField("auditentry", "by", "author"),
                migrations.RenameField("auditentry", "by_name", "author_name"),
                migrations.RenameField("auditentry", "at", "created_at"),
                migrations.AddIndex("auditentry", models.Index(fields=["author", "-id"], name="audit_by_person")),
            ],
        )
    ]
