"""The index: one row for each text that can be found. The migration adds what the databases search in."""

from django.db import models

from fieldwork.attachments.models import File
from fieldwork.orders.models import Entry

SLOTS = 100


class Text(models.Model):
    """The words of an entry, or of the name of its file, as `tokens.py` folds them; they can be made again any time.

    `id` is SLOTS times that of the entry, plus 0 for its own text or the file's place: by it they stand in time.

    SQLite searches in the table `search_words`, kept by triggers on this one: a migration that has Django build this
    table anew must make them again. PostgreSQL searches in the column `vector`, which it computes itself.
    """

    id = models.BigIntegerField(primary_key=True)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    file = models.OneToOneField(File, on_delete=models.CASCADE, null=True, related_name="+")
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.words[:40]}"
