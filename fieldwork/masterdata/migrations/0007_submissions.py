"""The form that added a row is recorded as a submission, and not in the row."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("masterdata", "0006_digits")]

    operations = [
        migrations.RemoveField("Client", "submission_id"),
        migrations.RemoveField("OrderType", "submission_id"),
        migrations.RemoveField("Product", "submission_id"),
        migrations.RemoveField("Worker", "submission_id"),
    ]
