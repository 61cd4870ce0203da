"""A supervisor says No: the order ends before any work."""

from django.db import transaction

from fieldwork.orders.actions.transaction import (
    append_entry,
    change_state,
    lock_order,
)
from fieldwork.orders.entry_types import RejectedEntry
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action, State
from fieldwork.people.models import Person


def reject(number: int, reason: str, *, by: Person) -> Entry:
    """The entry of the rejection. Raises Forbidden, Conflict, Invalid."""
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.REJECT, by)
        change_state(order, State.NOT_PERFORMED, by=by)
        rejected = RejectedEntry(from_state=State.CREATED, reason=reason)
        return append_entry(order, rejected, by=by)
