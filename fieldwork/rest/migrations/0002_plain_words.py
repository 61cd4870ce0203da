"""Answers that were given once are idempotency records."""

from django.db import migrations


class Migration(migrations.Migration):
    """Another name of the table."""

    dependencies = [("rest", "0001_initial")]

    operations = [migrations.RenameModel("Answer", "IdempotencyRecord")]
