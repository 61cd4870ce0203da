"""The journal: numbered 1, 2, 3… per order, the spine of timeline, live updates and follow-ups."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fieldwork.attachments.models import File
from fieldwork.orders.entry_payload import EntryPayload
from fieldwork.orders.entry_types import EntryKind, one_line, parse_payload


class Entry(models.Model):
    """One thing that happened. `author` is empty for what the program did itself; `text` and `data` hold the `payload`.

    `about` is the seq of the entry that this one answers or changes. `news_count` counts the
    news of the order up to here, this one included (all but `entry_types.CHANGES`): the difference of two is what
    is not seen yet.
    `text` is as it reads now; what stood there before an edit or a deletion is in `revisions`.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="entries")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict)
    about = models.PositiveIntegerField(null=True)
    news_count = models.PositiveIntegerField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["order_id", "seq"]
        indexes = [
            models.Index(fields=["order", "about"], condition=Q(about__isnull=False), name="entry_about"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["order", "seq"], name="entry_seq_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="entry_seq_positive"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=Q(about=None) | Q(about__lt=F("seq")), name="entry_about_earlier"),
            models.CheckConstraint(condition=Q(news_count__lte=F("seq")), name="entry_news_at_most_seq"),
            models.CheckConstraint(
                condition=(Q(edited_at=None) & Q(deleted_at=None)) | Q(kind=EntryKind.MESSAGE),
                name="entry_only_words_change",
            ),
            models.CheckConstraint(condition=Q(deleted_at=None) | Q(text=""), name="entry_deleted_is_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.seq} {self.kind}"

    @property
    def payload(self) -> EntryPayload:
        """What the entry holds, by its kind. Parsed each time: an edit changes `text`."""
        return parse_payload(self.kind, self.text, self.data)

    @property
    def line(self) -> str:
        """The entry in one line, as lists show it."""
        author, deleted = self.author.name if self.author else "", self.deleted_at is not None
        return one_line(self.kind, self.text, self.data, author=author, order=self.order_id, deleted=deleted)


class EntryFile(models.Model):
    """A file of an entry; a file belongs to one entry only."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="files")
    file = models.OneToOneField(File, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["entry_id", "position"]

    def __str__(self) -> str:
        return str(self.file_id)


class ReadReceipt(models.Model):
    """How far somebody has read an order; `news_count` counts the news up to there."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="read_receipts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    news_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "order"], name="read_receipt_once")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.person_id} to {self.seq}"
