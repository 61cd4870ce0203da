"""Tell the workspace what another app did for the order: a mail, a link for the client."""

from django.db import transaction

from fieldwork.orders.actions.transaction import append_entry, lock_order
from fieldwork.orders.entry_types import LinkEntry, MailEntry
from fieldwork.orders.models import Entry
from fieldwork.people.models import Person


def append_system_entry(number: int, payload: MailEntry | LinkEntry, *, by: Person | None) -> Entry:
    """The entry. Part of the caller's transaction where there is one."""
    with transaction.atomic():
        return append_entry(lock_order(number), payload, by=by)
