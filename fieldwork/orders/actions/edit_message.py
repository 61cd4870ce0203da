"""Change the words of one's own message; what it said before is kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.message_rules import require_own_message, save_mentions, save_revision
from fieldwork.orders.actions.transaction import (
    append_entry,
    lock_order,
)
from fieldwork.orders.entry_types import EditedEntry
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid


def edit(number: int, seq: int, text: str, *, by: Person) -> Entry | None:
    """The entry that tells of it; None where the words are the same.

    Raises Entry.DoesNotExist, Forbidden, Conflict, Invalid.
    """
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.WRITE, by)
        message = require_own_message(order, seq, by)
        if not text and not message.files.exists():
            raise Invalid({"text": _("Write something, or delete the message")})
        if text == message.text:
            return None
        message.edited_at = timezone.now()
        save_revision(message, message.edited_at)
        message.text = text
        Entry.objects.filter(pk=message.pk).update(text=text, edited_at=message.edited_at)
        save_mentions(order, message)
        return append_entry(order, EditedEntry(), by=by, about=seq)
