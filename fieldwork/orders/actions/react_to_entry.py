"""Put a sign under an entry, or take it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.transaction import (
    append_entry,
    lock_order,
)
from fieldwork.orders.entry_types import CHANGES, ReactedEntry
from fieldwork.orders.models import Entry, Reaction
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict


def react(number: int, seq: int, sign: str, *, on: bool, by: Person) -> Entry | None:
    """The entry that tells of it; None where the sign stands, or is gone, already.

    Raises Entry.DoesNotExist, Forbidden, Conflict.
    """
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.WRITE, by)
        target = order.entries.exclude(kind__in=CHANGES).get(seq=seq)
        if target.deleted_at is not None:
            raise Conflict(_("This message was deleted."), state=order.state, version=order.revision)
        there = Reaction.objects.filter(entry=target, person=by, sign=sign)
        if there.exists() == on:
            return None
        if on:
            Reaction.objects.create(entry=target, person=by, sign=sign, created_at=timezone.now())
        else:
            there.delete()
        return append_entry(order, ReactedEntry(sign=sign, on=on), by=by, about=seq)
