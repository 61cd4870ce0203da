"""What of an entry can be found."""

from fieldwork.orders.models import Entry


def searchable_text(entry: Entry) -> str:
    """Returns the entry's text, and below it a confirmation's note to the office; "" if nothing was written."""
    return "\n".join(filter(None, (entry.text, entry.data.get("office_note"))))
