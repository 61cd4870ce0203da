"""Where a document lies is its storage path; tries that came to no end crashed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Both databases follow the new name in the constraint by themselves."""

    dependencies = [("documents", "0004_unended"), ("orders", "0009_plain_words")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE documents_document RENAME COLUMN stored_as TO storage_path",
                    "ALTER TABLE documents_document RENAME COLUMN storage_path TO stored_as",
                )
            ],
            state_operations=[
                migrations.RemoveConstraint("document", "document_ready_is_stored"),
                migrations.RenameField("document", "stored_as", "storage_path"),
                migrations.AddConstraint(
                    "document",
                    models.CheckConstraint(
                        condition=Q(ready_at=None) | Q(size__gt=0) & ~Q(sha256="") & ~Q(storage_path=""),
                        name="document_ready_is_stored",
                    ),
                ),
            ],
        ),
        migrations.RenameField("document", "unended", "crashes"),
    ]
