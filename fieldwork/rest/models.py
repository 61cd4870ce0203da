"""Answers that were given once and are given again for the same key."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class IdempotencyRecord(models.Model):
    """What the call with this key was answered, kept for ever, written in the same transaction as its act.

    `fingerprint`: SHA-256 of method, address and content. `status` is empty only inside the transaction that
    is still acting. `body`: the JSON as it was sent.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="answer_key_once"),
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__gte=200, status__lt=300), name="answer_is_no_refusal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
