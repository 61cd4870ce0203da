"""Tell the workspace that a version's PDF stands ready."""

from django.db import transaction

from fieldwork.orders.actions.transaction import append_entry, lock_order
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import DocumentEntry
from fieldwork.orders.models import DocumentVersion, Entry


def announce_document(version: DocumentVersion) -> Entry | None:
    """The entry with the link; None if it was told before."""
    with transaction.atomic():
        order = lock_order(version.order_id)
        if not DocumentVersion.objects.filter(pk=version.pk, announced=False).update(announced=True):
            return None
        ready = DocumentEntry(version=version.number, title=DocumentType(version.title))
        return append_entry(order, ready, by=None)
