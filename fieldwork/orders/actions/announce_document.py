"""Tell the workspace that a version's PDF stands ready."""

from fieldwork.orders.actions.transaction import append_entry, lock_order, order_transaction
from fieldwork.orders.entry_kinds import EntryKind
from fieldwork.orders.models import DocumentVersion, Entry


def announce_document(version: DocumentVersion) -> Entry | None:
    """The entry with the link; None if it was told before."""
    with order_transaction():
        order = lock_order(version.order_id)
        if not DocumentVersion.objects.filter(pk=version.pk, announced=False).update(announced=True):
            return None
        data = {"version": version.number, "title": version.title}
        return append_entry(order, EntryKind.DOCUMENT, by=None, data=data)
