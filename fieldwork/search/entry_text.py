"""What of an entry can be found."""

from fieldwork.orders.entry_types import ConfirmedEntry
from fieldwork.orders.models import Entry


def searchable_text(entry: Entry) -> str:
    """Returns the entry's text, and below it a confirmation's note to the office; "" if nothing was written."""
    payload = entry.payload
    office_note = payload.office_note if isinstance(payload, ConfirmedEntry) else ""
    return "\n".join(filter(None, (entry.text, office_note)))
