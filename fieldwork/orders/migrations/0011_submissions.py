"""What a submission wrote is noted in one table for pages, client links and the API; entries note it no more.

Forms of before are recorded without a digest, since another one is made now: an id that is known counts as the same
sending, whatever it says. Calls of the API keep theirs.
"""

from django.db import migrations

RECORDED = """
    INSERT INTO rest_idempotencyrecord
        (person_id, "key", fingerprint, status, result_type, result_id, body, created_at)
    SELECT author_id, submission_id, '', 200, 'orders.entry', CAST(id AS varchar(40)), '', created_at
    FROM orders_entry WHERE submission_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM rest_idempotencyrecord AS known WHERE known."key" = orders_entry.submission_id AND (
            known.person_id = orders_entry.author_id OR (known.person_id IS NULL AND orders_entry.author_id IS NULL)
        )
    )
"""
# Calls of the API were recorded twice, here and in the entry.
COMPLETED = """
    UPDATE rest_idempotencyrecord SET result_type = 'orders.entry', result_id = (
        SELECT CAST(id AS varchar(40)) FROM orders_entry
        WHERE submission_id = rest_idempotencyrecord."key" AND author_id = rest_idempotencyrecord.person_id
    )
    WHERE result_id = '' AND EXISTS (
        SELECT 1 FROM orders_entry
        WHERE submission_id = rest_idempotencyrecord."key" AND author_id = rest_idempotencyrecord.person_id
    )
"""
OF_PAGES = "UPDATE rest_idempotencyrecord SET fingerprint = '' WHERE body = ''"


class Migration(migrations.Migration):
    dependencies = [("orders", "0010_last_confirmations"), ("rest", "0003_submissions")]

    operations = [
        migrations.RunSQL(OF_PAGES, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(COMPLETED, migrations.RunSQL.noop, elidable=True),
        migrations.RunSQL(RECORDED, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveConstraint("Entry", "entry_submission_once"),
        migrations.RemoveConstraint("Entry", "entry_submission_of_clients"),
        migrations.RemoveField("Entry", "fingerprint"),
        migrations.RemoveField("Entry", "submission_id"),
    ]
