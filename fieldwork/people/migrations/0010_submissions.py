"""The form that added a person is recorded as a submission, and not with the person."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0009_plain_words")]

    operations = [migrations.RemoveField("Person", "submission_id")]
