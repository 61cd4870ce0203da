"""Who asked for a new password, what sign-in remembers, and failed attempts, in the words of all other records."""

from django.db import migrations


class Migration(migrations.Migration):
    """Other names of small tables and their columns."""

    dependencies = [("people", "0008_token_ends")]

    operations = [
        migrations.RenameModel("Asking", "PasswordRequest"),
        migrations.RenameField("passwordrequest", "asked_at", "requested_at"),
        migrations.RenameModel("Kept", "SignInMemory"),
        migrations.RenameModel("Tries", "FailedAttempts"),
        migrations.RenameField("passwordlink", "by", "created_by"),
        migrations.RenameField("passwordlink", "made_at", "created_at"),
    ]
