"""Put a sign under an entry, or take it back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.transaction import (
    append_entry,
    find_replayed,
    find_replayed_noop,
    lock_order,
    order_transaction,
    record_noop,
)
from fieldwork.orders.entry_types import CHANGES, ReactedEntry
from fieldwork.orders.models import Entry, Reaction
from fieldwork.orders.rights import authorize
from fieldwork.orders.submission import Submission
from fieldwork.orders.transitions import Action
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict


def react(
    number: int, seq: int, sign: str, *, on: bool, by: Person, submission: Submission | None = None
) -> Entry | None:
    """The entry that tells of it; None where the sign stands, or is gone, already.

    Raises Entry.DoesNotExist, Forbidden, Conflict.
    """
    with order_transaction():
        order = lock_order(number)
        if done := find_replayed(submission, by=by, order=order):
            return done
        if find_replayed_noop(submission, by=by):
            return None
        authorize(order, Action.WRITE, by)
        target = order.entries.exclude(kind__in=CHANGES).get(seq=seq)
        if target.deleted_at is not None:
            raise Conflict(_("This message was deleted."), state=order.state, version=order.revision)
        there = Reaction.objects.filter(entry=target, person=by, sign=sign)
        if there.exists() == on:
            record_noop(submission, by=by)
            return None
        if on:
            Reaction.objects.create(entry=target, person=by, sign=sign, created_at=timezone.now())
        else:
            there.delete()
        return append_entry(order, ReactedEntry(sign=sign, on=on), by=by, submission=submission, about=seq)
