import django.db.models.deletion
from django.db import migrations, models

SQLITE = (
    """CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_text', content_rowid='id',
    tokenize="unicode61 remove_diacritics 0 tokenchars '#'", prefix='2 3')""",
    """CREATE TRIGGER search_text_added AFTER INSERT ON search_text BEGIN
    INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END""",
    """CREATE TRIGGER search_text_removed AFTER DELETE ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words); END""",
    """CREATE TRIGGER search_text_changed AFTER UPDATE ON search_text BEGIN
    INSERT INTO search_words(search_words, rowid, words) VALUES ('delete', old.id, old.words);
    INSERT INTO search_words(rowid, words) VALUES (new.id, new.words); END""",
)
# Not to_tsvector: its parser depends on the database's locale, and the words are cut already.
POSTGRESQL = (
    """ALTER TABLE search_text ADD COLUMN vector tsvector
    GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED""",
    "CREATE INDEX search_text_vector ON search_text USING gin (vector)",
)


def add_search(apps, editor):
    """What the database at hand searches in."""
    for sql in POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(sql, None)


def drop_search(apps, editor):
    """The way back; the rest goes with the table."""
    if editor.connection.vendor != "postgresql":
        editor.execute("DROP TABLE search_words", None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("attachments", "0001_initial"),
        ("orders", "0004_talk"),
    ]

    operations = [
        migrations.CreateModel(
            name="Text",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="orders.entry"
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="attachments.file",
                    ),
                ),
            ],
        ),
        migrations.RunPython(add_search, drop_search),
    ]
