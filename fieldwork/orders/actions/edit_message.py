"""Change the words of one's own message; what it said before is kept."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.message_rules import require_own_message, save_mentions, save_revision
from fieldwork.orders.actions.transaction import (
    append_entry,
    find_replayed,
    find_replayed_noop,
    lock_order,
    order_transaction,
    record_noop,
)
from fieldwork.orders.entry_types import EditedEntry
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.submission import Submission
from fieldwork.orders.transitions import Action
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid


def edit(number: int, seq: int, text: str, *, by: Person, submission: Submission | None = None) -> Entry | None:
    """The entry that tells of it; None where the words are the same.

    Raises Entry.DoesNotExist, Forbidden, Conflict, Invalid.
    """
    with order_transaction():
        order = lock_order(number)
        if done := find_replayed(submission, by=by, order=order):
            return done
        if find_replayed_noop(submission, by=by):
            return None
        authorize(order, Action.WRITE, by)
        message = require_own_message(order, seq, by)
        if not text and not message.files.exists():
            raise Invalid({"text": _("Write something, or delete the message")})
        if text == message.text:
            record_noop(submission, by=by)
            return None
        message.edited_at = timezone.now()
        save_revision(message, message.edited_at)
        message.text = text
        Entry.objects.filter(pk=message.pk).update(text=text, edited_at=message.edited_at)
        save_mentions(order, message)
        return append_entry(order, EditedEntry(), by=by, submission=submission, about=seq)
