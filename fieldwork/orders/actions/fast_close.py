"""Close with the planned values."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from fieldwork.orders.actions.create_version import create_version
from fieldwork.orders.actions.transaction import (
    append_entry,
    change_state,
    lock_order,
)
from fieldwork.orders.actions.write_lines import copy_plan
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import FastClosedEntry
from fieldwork.orders.models import Confirmation, Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action, State
from fieldwork.people.models import Person


def fast_close(number: int, *, by: Person, excluded_recipients: Sequence[str] = ()) -> Entry:
    """The entry of the fast close; no rule mails `excluded_recipients`. Raises Forbidden, Conflict, Invalid."""
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.FAST_CLOSE, by)
        now = timezone.now()
        confirmation = Confirmation.objects.create(
            order=order, number=1, author=by, created_at=now, last=True, fast=True
        )
        copy_plan(order, confirmation)
        change_state(order, State.FINALLY_CONFIRMED, by=by)
        version = create_version(order, title=DocumentType.STATEMENT, at=now, release=order.release)
        closed = FastClosedEntry(
            version=version.number, from_state=State.RELEASED, excluded_recipients=sorted(excluded_recipients)
        )
        return append_entry(order, closed, by=by)
