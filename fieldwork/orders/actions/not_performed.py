"""End a released order without work: all costs are cancelled."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from fieldwork.orders.actions.create_version import create_version
from fieldwork.orders.actions.transaction import (
    append_entry,
    change_state,
    lock_order,
)
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import NotPerformedEntry
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action, State
from fieldwork.people.models import Person


def not_performed(
    number: int,
    reason: str,
    *,
    by: Person,
    excluded_recipients: Sequence[str] = (),
) -> Entry:
    """The entry of the end; a statement over nothing is frozen with it. Raises Forbidden, Conflict, Invalid.

    `excluded_recipients` are addresses that no rule mails this once.
    """
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.NOT_PERFORMED, by)
        change_state(order, State.NOT_PERFORMED, by=by)
        now = timezone.now()
        version = create_version(
            order, title=DocumentType.STATEMENT, at=now, release=order.release, reason=reason, by=by.name
        )
        ended = NotPerformedEntry(
            version=version.number,
            from_state=State.RELEASED,
            reason=reason,
            excluded_recipients=sorted(excluded_recipients),
        )
        return append_entry(order, ended, by=by)
