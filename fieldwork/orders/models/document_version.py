"""The frozen content of a document, written in the transaction of the action that called for it."""

from django.db import models
from django.db.models import Q

from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_payload import DocumentedEntry
from fieldwork.orders.models.entry import Entry


class DocumentVersion(models.Model):
    """`content` never changes (orders/snapshot.py tells its shape); `digest` is the SHA-256 of its canonical JSON.

    `code` leads whoever holds the paper to the page that verifies it; versions made before there were codes have none.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=20, choices=DocumentType.choices)
    created_at = models.DateTimeField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    code = models.CharField(max_length=20, blank=True)
    announced = models.BooleanField(default=False)

    class Meta:
        ordering = ["order_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="version_code_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} v{self.number}"


def version_of(entry: Entry) -> DocumentVersion:
    """Returns the version that was frozen with the entry, which is of a kind in WITH_DOCUMENT."""
    payload = entry.payload
    assert isinstance(payload, DocumentedEntry)
    return DocumentVersion.objects.get(order=entry.order_id, number=payload.version)
