"""Write to everyone on the order."""

from django.db import transaction

from fieldwork.attachments.actions.store_upload import files_of
from fieldwork.orders.actions.message_rules import require_answerable
from fieldwork.orders.actions.transaction import append_entry, claim_files, lock_order
from fieldwork.orders.commands import PostMessage
from fieldwork.orders.entry_types import MessageEntry
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action
from fieldwork.people.models import Person


def post_message(number: int, command: PostMessage, *, by: Person) -> Entry:
    """The entry of the message. Raises Forbidden, Invalid."""
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.WRITE, by)
        about = require_answerable(order, command.answers)
        files = claim_files(files_of(command.files, by=by))
        message = MessageEntry(text=command.text)
        return append_entry(order, message, by=by, files=files, about=about)
