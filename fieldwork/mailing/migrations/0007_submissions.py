"""Mails sent by hand are recorded as submissions, like everything that a form writes."""

from django.db import migrations

RECORDED = """
    INSERT INTO rest_idempotencyrecord
        (person_id, "key", fingerprint, status, result_type, result_id, body, created_at)
    SELECT author_id, submission_id, '', 200, 'mailing.mail', CAST(MIN(id) AS varchar(40)), '', MIN(queued_at)
    FROM mailing_mail WHERE submission_id IS NOT NULL AND author_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM rest_idempotencyrecord AS known
        WHERE known."key" = mailing_mail.submission_id AND known.person_id = mailing_mail.author_id
    )
    GROUP BY author_id, submission_id
"""


class Migration(migrations.Migration):
    dependencies = [("mailing", "0006_plain_words"), ("orders", "0011_submissions"), ("rest", "0003_submissions")]

    operations = [
        migrations.RunSQL(RECORDED, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveConstraint("Mail", "mail_by_hand_once"),
        migrations.RemoveField("Mail", "submission_id"),
        migrations.RemoveField("Rule", "submission_id"),
    ]
