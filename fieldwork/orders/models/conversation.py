"""What people do to each other's entries: react, mention, and what a message read like before."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fieldwork.orders.models.entry import Entry
from fieldwork.orders.reactions import REACTIONS


class Reaction(models.Model):
    """One sign of one person under one entry; taken back, the row is gone and the journal has both."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sign = models.CharField(max_length=20)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "person", "sign"], name="reaction_once"),
            models.CheckConstraint(condition=Q(sign__in=list(REACTIONS)), name="reaction_known"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.sign}"


class Mention(models.Model):
    """A person whom a message names; they could see the order when it was written."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.person_id}"


class MessageRevision(models.Model):
    """What a message said before it was edited or deleted at `replaced_at`. Kept for ever, never changed."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="revisions")
    text = models.TextField(blank=True)
    replaced_at = models.DateTimeField()

    class Meta:
        ordering = ["entry_id", "id"]

    def __str__(self) -> str:
        return f"{self.entry_id} until {self.replaced_at}"
