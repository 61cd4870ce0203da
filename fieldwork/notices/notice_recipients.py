"""Whom an entry of the journal concerns, and why."""

from collections.abc import Callable

from django.db.models import F

from fieldwork.notices.notice_reasons import NoticeReason
from fieldwork.orders.entry_types import ConfirmedEntry, EntryKind
from fieldwork.orders.mentions import SIGN
from fieldwork.orders.models import Entry, Mention, Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

Concerned = dict[int, NoticeReason]
"""By the key of the person: a person has one notice of an entry, for the strongest reason."""


def concerned_by(order: Order, entry: Entry) -> Concerned:
    """Returns everybody whom `entry` concerns but its own author.

    Whether they see the order is checked by the caller that writes to them.
    """
    rule = _RULES.get(EntryKind(entry.kind))
    found = rule(order, entry) if rule else {}
    found.pop(entry.author_id or 0, None)
    return found


def _message(order: Order, entry: Entry) -> Concerned:
    found: Concerned = {}
    if entry.about is not None:
        author = order.entries.filter(seq=entry.about).values_list("author", flat=True).first()
        found = {author: NoticeReason.REPLIED} if author else {}
    return found | _named_in(entry)


def _edited(order: Order, entry: Entry) -> Concerned:
    return _named_in(message_of(order, entry))


def message_of(order: Order, change: Entry) -> Entry:
    """The message that was changed."""
    assert change.about is not None
    return order.entries.get(seq=change.about)


def _named_in(message: Entry) -> Concerned:
    named = Mention.objects.filter(entry=message).values_list("person", flat=True) if SIGN in message.text else []
    return dict.fromkeys(named, NoticeReason.MENTIONED)


def _added(order: Order, entry: Entry) -> Concerned:
    added = order.assignments.order_by().filter(added_at=entry.created_at)
    return dict.fromkeys(added.values_list("person", flat=True), NoticeReason.ADDED)


def _created(_order: Order, _entry: Entry) -> Concerned:
    supervising = Person.objects.annotate(releases=F("roles").bitand(int(Role.SUPERVISOR))).filter(releases__gt=0)
    return dict.fromkeys(supervising.filter(is_active=True).values_list("pk", flat=True), NoticeReason.RELEASE)


def _released(order: Order, _entry: Entry) -> Concerned:
    return {order.created_by_id: NoticeReason.RELEASED}


def _confirmed(order: Order, entry: Entry) -> Concerned:
    payload = entry.payload
    if isinstance(payload, ConfirmedEntry) and payload.last:
        return _closed(order, entry)
    return dict.fromkeys(whose(order), NoticeReason.CONFIRMED)


def _closed(order: Order, _entry: Entry) -> Concerned:
    return dict.fromkeys(whose(order), NoticeReason.CLOSED)


def whose(order: Order) -> list[int]:
    """Returns whose order it is: who created it, and who carries it out."""
    return [order.created_by_id, *order.assignments.order_by().values_list("person", flat=True)]


_RULES: dict[EntryKind, Callable[[Order, Entry], Concerned]] = {
    EntryKind.CREATED: _created,
    EntryKind.FIELD_WORKERS: _added,
    EntryKind.MESSAGE: _message,
    EntryKind.EDITED: _edited,
    EntryKind.RELEASED: _released,
    EntryKind.CONFIRMED: _confirmed,
    EntryKind.REJECTED: _closed,
    EntryKind.FAST_CLOSED: _closed,
    EntryKind.NOT_PERFORMED: _closed,
}
