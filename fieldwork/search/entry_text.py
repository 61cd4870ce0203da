"""What of an entry can be found."""

from fieldwork.orders.entry_types import ConfirmedEntry, EntryKind
from fieldwork.orders.models import Entry


def searchable_text(entry: Entry) -> str:
    """Returns the entry's text, and below it a confirmation's note to the office; "" if nothing was written."""
    payload = entry.payload if entry.kind == EntryKind.CONFIRMED else None
    office_note = payload.office_note if isinstance(payload, ConfirmedEntry) else ""
    return "\n".join(filter(None, (entry.text, office_note)))
