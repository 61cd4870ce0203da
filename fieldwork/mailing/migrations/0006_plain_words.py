"""What a rule promised is planned mail; who sent a mail by hand is its author; what came to no end crashed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The author's column is renamed in SQL: Django would build SQLite's table of mails anew for it."""

    dependencies = [("mailing", "0005_promised"), ("orders", "0009_plain_words")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE mailing_mail RENAME COLUMN by_id TO author_id",
                    "ALTER TABLE mailing_mail RENAME COLUMN author_id TO by_id",
                )
            ],
            state_operations=[
                migrations.RemoveConstraint("mail", "mail_by_hand_once"),
                migrations.RenameField("mail", "by", "author"),
                migrations.AddConstraint(
                    "mail",
                    models.UniqueConstraint(fields=["author", "submission_id", "to"], name="mail_by_hand_once"),
                ),
            ],
        ),
        migrations.RenameField("mail", "unended", "crashes"),
        migrations.RenameModel("Promised", "PlannedMail"),
        migrations.RemoveConstraint("plannedmail", "promised_once"),
        migrations.AddConstraint(
            "plannedmail", models.UniqueConstraint(fields=["entry", "to"], name="planned_mail_once")
        ),
    ]
