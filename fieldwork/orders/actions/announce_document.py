"""Tell the workspace that a version's PDF stands ready."""

from fieldwork.orders.actions.steps import acting, lock, record
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry, Version


def announce_document(version: Version) -> Entry | None:
    """The entry with the link; None if it was told before."""
    with acting():
        order = lock(version.order_id)
        if not Version.objects.filter(pk=version.pk, announced=False).update(announced=True):
            return None
        data = {"version": version.number, "title": version.title}
        return record(order, Kind.DOCUMENT, by=None, data=data)
