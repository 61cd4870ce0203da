"""Where a file lies is its storage path."""

from django.db import migrations


class Migration(migrations.Migration):
    """Another name of a column."""

    dependencies = [("attachments", "0003_damage")]

    operations = [migrations.RenameField("file", "stored_as", "storage_path")]
