"""Submissions that were acted on once, and are answered alike for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class IdempotencyRecord(models.Model):
    """What the submission with this key led to, kept for ever, written in the same transaction as its act.

    `person` is empty for a client's link. `fingerprint`: SHA-256 of what was sent and where to; empty for what a
    program before 1.0 recorded. `status` is empty only inside the transaction that is still acting. `result_type` and
    `result_id` name the row that was written, as "orders.entry" and its key; empty where nothing was.
    `body`: the JSON of an answer of the API as it was sent; empty for a page.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64, blank=True)
    status = models.PositiveSmallIntegerField(null=True)
    result_type = models.CharField(max_length=50, blank=True)
    result_id = models.CharField(max_length=40, blank=True)
    body = models.TextField(default="", blank=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["result_type", "result_id"], condition=~Q(result_id=""), name="idempotency_result")
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="answer_key_once"),
            # NULLs are never alike: what comes by a client's link needs a rule of its own.
            models.UniqueConstraint(fields=["key"], condition=Q(person=None), name="idempotency_key_of_clients"),
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__gte=200, status__lt=300), name="answer_is_no_refusal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"
