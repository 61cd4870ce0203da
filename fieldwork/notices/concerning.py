"""Whom an entry of the journal concerns, and why."""

from collections.abc import Callable

from django.db.models import F

from fieldwork.notices.concerns import Concern
from fieldwork.orders.kinds import Kind
from fieldwork.orders.mentions import SIGN
from fieldwork.orders.models import Entry, Mention, Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

Concerned = dict[int, Concern]
"""By the key of the person: a person has one notice of an entry, for the strongest reason."""


def concerned_by(order: Order, entry: Entry) -> Concerned:
    """Everybody whom `entry` concerns but its own author; whether they see the order is asked by who writes to them."""
    rule = _RULES.get(Kind(entry.kind))
    found = rule(order, entry) if rule else {}
    found.pop(entry.by_id or 0, None)
    return found


def _message(order: Order, entry: Entry) -> Concerned:
    found: Concerned = {}
    if entry.about is not None:
        author = order.entries.filter(seq=entry.about).values_list("by", flat=True).first()
        found = {author: Concern.REPLIED} if author else {}
    return found | _named_in(entry)


def _edited(order: Order, entry: Entry) -> Concerned:
    return _named_in(message_of(order, entry))


def message_of(order: Order, change: Entry) -> Entry:
    """The message that was changed."""
    assert change.about is not None
    return order.entries.get(seq=change.about)


def _named_in(message: Entry) -> Concerned:
    named = Mention.objects.filter(entry=message).values_list("person", flat=True) if SIGN in message.text else []
    return dict.fromkeys(named, Concern.MENTIONED)


def _added(order: Order, entry: Entry) -> Concerned:
    added = order.field_workers.order_by().filter(added_at=entry.at)
    return dict.fromkeys(added.values_list("person", flat=True), Concern.ADDED)


def _created(_order: Order, _entry: Entry) -> Concerned:
    supervising = Person.objects.annotate(releases=F("roles").bitand(int(Role.SUPERVISOR))).filter(releases__gt=0)
    return dict.fromkeys(supervising.filter(is_active=True).values_list("pk", flat=True), Concern.RELEASE)


def _released(order: Order, _entry: Entry) -> Concerned:
    return {order.created_by_id: Concern.RELEASED}


def _confirmed(order: Order, entry: Entry) -> Concerned:
    if entry.data.get("last"):
        return _closed(order, entry)
    return dict.fromkeys(whose(order), Concern.CONFIRMED)


def _closed(order: Order, _entry: Entry) -> Concerned:
    return dict.fromkeys(whose(order), Concern.CLOSED)


def whose(order: Order) -> list[int]:
    """Whose order it is: who created it, and who carries it out."""
    return [order.created_by_id, *order.field_workers.order_by().values_list("person", flat=True)]


_RULES: dict[Kind, Callable[[Order, Entry], Concerned]] = {
    Kind.CREATED: _created,
    Kind.FIELD_WORKERS: _added,
    Kind.MESSAGE: _message,
    Kind.EDITED: _edited,
    Kind.RELEASED: _released,
    Kind.CONFIRMED: _confirmed,
    Kind.REJECTED: _closed,
    Kind.FAST_CLOSED: _closed,
    Kind.NOT_PERFORMED: _closed,
}
