"""Models and columns are called what Django, SQL and the product call them.

Columns are renamed in SQL where Django would build SQLite's table anew; both databases follow the new names in their
constraints and indexes by themselves, so only what Django knows of those changes. SQLite's tables of orders and entries
are still built anew for the names of their checks, and those that point to a renamed one for the pointer. The documents
and mails that point to versions must be there before their table is renamed.
"""

from django.db import migrations, models
from django.db.models import F, Q


def renamed(table: str, old: str, new: str) -> migrations.RunSQL:
    """A column with another name."""
    statement = "ALTER TABLE {} RENAME COLUMN {} TO {}"
    return migrations.RunSQL(statement.format(table, old, new), statement.format(table, new, old))


def pointing_to(model: str, related_name: str) -> models.ForeignKey:
    """A foreign key whose reverse has another name: nothing changes in the database."""
    return models.ForeignKey(on_delete=models.PROTECT, related_name=related_name, to=model)


ENTRY = migrations.SeparateDatabaseAndState(
    database_operations=[
        renamed("orders_entry", "by_id", "author_id"),
        renamed("orders_entry", "at", "created_at"),
        renamed("orders_entry", "told", "news_count"),
    ],
    state_operations=[
        migrations.RemoveConstraint("entry", "entry_submission_once"),
        migrations.RemoveConstraint("entry", "entry_submission_of_clients"),
        migrations.RenameField("entry", "by", "author"),
        migrations.RenameField("entry", "at", "created_at"),
        migrations.RenameField("entry", "told", "news_count"),
        migrations.AddConstraint(
            "entry", models.UniqueConstraint(fields=["author", "submission_id"], name="entry_submission_once")
        ),
        migrations.AddConstraint(
            "entry",
            models.UniqueConstraint(
                fields=["submission_id"], condition=Q(author=None), name="entry_submission_of_clients"
            ),
        ),
    ],
)
ORDER = migrations.SeparateDatabaseAndState(
    database_operations=[
        renamed("orders_order", "version", "revision"),
        renamed("orders_order", "told", "news_count"),
        renamed("orders_order", "last_told", "last_news_seq"),
        renamed("orders_order", "last_at", "last_news_at"),
    ],
    state_operations=[
        migrations.RemoveIndex("order", "order_state_last_at"),
        migrations.RemoveIndex("order", "order_by_change"),
        migrations.RenameField("order", "version", "revision"),
        migrations.RenameField("order", "told", "news_count"),
        migrations.RenameField("order", "last_told", "last_news_seq"),
        migrations.RenameField("order", "last_at", "last_news_at"),
        migrations.AddIndex("order", models.Index(fields=["state", "-last_news_at"], name="order_state_last_at")),
        migrations.AddIndex("order", models.Index(fields=["last_news_at", "number"], name="order_by_change")),
    ],
)
PEOPLE_OF_ACTS = migrations.SeparateDatabaseAndState(
    database_operations=[
        renamed("orders_release", "by_id", "author_id"),
        renamed("orders_confirmation", "by_id", "author_id"),
    ],
    state_operations=[
        migrations.RenameField("release", "by", "author"),
        migrations.RenameField("confirmation", "by", "author"),
    ],
)


class Migration(migrations.Migration):
    """The checks of the counts of news get other names, too."""

    dependencies = [
        ("orders", "0008_office_note"),
        ("documents", "0004_unended"),
        ("mailing", "0005_promised"),
    ]

    operations = [
        migrations.RemoveConstraint("entry", "entry_told_at_most_seq"),
        migrations.RemoveConstraint("order", "order_told_at_most_seq"),
        ENTRY,
        ORDER,
        migrations.AddConstraint(
            "entry", models.CheckConstraint(condition=Q(news_count__lte=F("seq")), name="entry_news_at_most_seq")
        ),
        migrations.AddConstraint(
            "order",
            models.CheckConstraint(
                condition=Q(news_count__lte=F("last_news_seq")) & Q(last_news_seq__lte=F("last_seq")),
                name="order_news_at_most_seq",
            ),
        ),
        PEOPLE_OF_ACTS,
        migrations.RenameField("release", "at", "created_at"),
        migrations.RenameField("confirmation", "at", "created_at"),
        migrations.RenameField("clientanswer", "at", "created_at"),
        migrations.RenameField("reaction", "at", "created_at"),
        migrations.RenameModel("Version", "DocumentVersion"),
        migrations.RenameField("documentversion", "made_at", "created_at"),
        migrations.RenameModel("Series", "NumberSequence"),
        migrations.RenameField("numbersequence", "last", "last_number"),
        migrations.RenameModel("Wording", "MessageRevision"),
        migrations.RenameField("messagerevision", "until", "replaced_at"),
        migrations.AlterField("messagerevision", "entry", pointing_to("orders.entry", "revisions")),
        migrations.RemoveConstraint("readmark", "read_mark_once"),
        migrations.RenameModel("ReadMark", "ReadReceipt"),
        migrations.RenameField("readreceipt", "told", "news_count"),
        migrations.AlterField("readreceipt", "order", pointing_to("orders.order", "read_receipts")),
        migrations.AddConstraint(
            "readreceipt", models.UniqueConstraint(fields=["person", "order"], name="read_receipt_once")
        ),
        migrations.RemoveConstraint("fieldworker", "field_worker_once"),
        migrations.RenameModel("FieldWorker", "Assignment"),
        migrations.AlterField("assignment", "order", pointing_to("orders.order", "assignments")),
        migrations.RenameIndex("assignment", new_name="assignment_orders", old_name="field_worker_orders"),
        migrations.AddConstraint(
            "assignment", models.UniqueConstraint(fields=["order", "person"], name="assignment_once")
        ),
    ]
