"""Orders, lines and entries as the API tells them: exact strings, times with offset, a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime

from django.db.models import Q, Sum

from fieldwork.attachments.views import serialize_file as file_told
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import plain_hours, plain_money, plain_quantity
from fieldwork.orders.entry_kinds import CHANGES, DocumentType, EntryKind
from fieldwork.orders.models import Entry, Line, Order
from fieldwork.orders.rights import available_actions
from fieldwork.orders.totals import LineKind, Totals, effective_totals, total_of
from fieldwork.people.models import Person

Json = dict[str, object]

_GROUPS = {"materials": LineKind.MATERIAL, "services": LineKind.SERVICE, "labour": LineKind.LABOUR}
_TEXT_NAMES = {
    EntryKind.MESSAGE: "text",
    EntryKind.RELEASED: "note",
    EntryKind.CONFIRMED: "note",
    EntryKind.REJECTED: "reason",
    EntryKind.NOT_PERFORMED: "reason",
    EntryKind.ACCEPTED: "comment",
    EntryKind.OBJECTED: "comment",
}
_WITH_FILES = frozenset({EntryKind.CREATED, EntryKind.CONFIRMED, EntryKind.MESSAGE})


_document_serializers: list[Callable[[int], list[Json]]] = []


def register_document_serializer(serializer: Callable[[int], list[Json]]) -> None:
    """Registers `serializer(order number)` for an order's documents; replaces an earlier one.

    For the app above that makes them.
    """
    _document_serializers[:] = [serializer]


def serialize_order(order: Order, *, person: Person) -> Json:
    """The whole order for this person, who may see it."""
    lines = list(order.lines.select_related("confirmation"))
    plan = [line for line in lines if line.confirmation_id is None]
    confirmed = [line for line in lines if line.confirmation_id is not None]
    confirmations = list(order.confirmations.select_related("author"))
    totals = effective_totals(order.state, total_of(plan), total_of(confirmed) if confirmations else None)
    return {
        **_serialize_summary(order),
        "description": order.description,
        "plan": _serialize_lines(plan, order.priced_in),
        "confirmed": _serialize_lines(confirmed, order.priced_in) if confirmations else None,
        "totals": serialize_totals(totals, order.priced_in),
        "confirmations": [
            {
                "number": confirmation.number,
                "by": confirmation.author.email,
                "at": iso_utc(confirmation.created_at),
                "last": confirmation.last,
                "note": confirmation.note,
                "office_note": confirmation.office_note,
            }
            for confirmation in confirmations
        ],
        "field_workers": _field_workers(order),
        "documents": [document for serialize in _document_serializers for document in serialize(order.number)],
        "actions": [
            {"action": found.transition.action.value, "allowed": found.is_allowed, "reason": found.reason}
            for found in available_actions(order, person)
        ],
    }


def serialize_orders(orders: Sequence[Order]) -> list[Json]:
    """Orders as a list tells them; the sums of all of them in one query."""
    sums = _sums(orders)
    return [
        {
            **_serialize_summary(order),
            "totals": serialize_totals(
                effective_totals(order.state, sums[order.number, False], sums.get((order.number, True))),
                order.priced_in,
            ),
            "field_workers": _field_workers(order),
        }
        for order in orders
    ]


def serialize_entry(entry: Entry) -> Json:
    """Serializes one journal entry with the fields that its kind needs."""
    kind = EntryKind(entry.kind)
    serialized: Json = {
        "seq": entry.seq,
        "kind": kind.value,
        "by": entry.author.email if entry.author else None,
        "at": iso_utc(entry.created_at),
        **entry.data,
    }
    if entry.about is not None:
        serialized["changes" if kind in CHANGES else "answers"] = entry.about
    for name, moment in (("edited_at", entry.edited_at), ("deleted_at", entry.deleted_at)):
        if moment is not None:
            serialized[name] = iso_utc(moment)
    if "title" in entry.data:
        serialized["title"] = serialize_document_type(entry.data["title"])
    if kind in _TEXT_NAMES:
        serialized[_TEXT_NAMES[kind]] = entry.text
    if kind in _WITH_FILES:
        serialized["files"] = (
            [file_told(attached.file) for attached in entry.files.all()] if not entry.deleted_at else []
        )
    return serialized


def serialize_totals(totals: Totals, currency: Currency) -> Json:
    """The five sums as exact decimal text."""
    return {name: plain_money(minor, currency) for name, minor in totals.as_dict().items()}


def serialize_document_type(title: str) -> str:
    """A document's title in words: "Service order"."""
    return str(DocumentType(title).label)


def iso_utc(moment: datetime) -> str:
    """ISO 8601 in UTC, whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _serialize_summary(order: Order) -> Json:
    return {
        "number": order.number,
        "state": order.state,
        "version": order.revision,
        "name": order.name,
        "order_type": {"code": order.order_type.code, "name": order.order_type.name},
        "client": {"code": order.client.code, "name": order.client.name},
        "work_start": iso_utc(order.work_start),
        "work_completion": iso_utc(order.work_completion),
        "created_at": iso_utc(order.created_at),
        "created_by": order.created_by.email,
        "currency": order.currency,
    }


def _serialize_lines(lines: Sequence[Line], currency: Currency) -> Json:
    groups: Json = {
        name: [_serialize_line(line, currency) for line in lines if line.kind == kind] for name, kind in _GROUPS.items()
    }
    return {**groups, "totals": serialize_totals(total_of(lines), currency)}


def _serialize_line(line: Line, currency: Currency) -> Json:
    labour = line.kind == LineKind.LABOUR
    amount = {"hours": plain_hours(line.amount)} if labour else {"quantity": plain_quantity(line.amount)}
    return {
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        **amount,
        "price": plain_money(line.price, currency),
        "subtotal": plain_money(line.subtotal, currency),
        "confirmation": line.confirmation.number if line.confirmation else None,
    }


def _field_workers(order: Order) -> list[str]:
    return sorted(row.person.email for row in order.assignments.all())


def _sums(orders: Iterable[Order]) -> dict[tuple[int, bool], Totals]:
    """Sums lines by (order number, is confirmed); an order without planned lines has a plan of zero."""
    numbers = [order.number for order in orders]
    found: dict[tuple[int, bool], dict[str, int]] = defaultdict(dict)
    for number in numbers:
        found[number, False] = {}
    lines = Line.objects.filter(order__in=numbers).order_by().annotate(confirmed=Q(confirmation__isnull=False))
    parts = lines.values_list("order_id", "confirmed", "kind").annotate(sum=Sum("subtotal"))
    for number, confirmed, kind, minor in parts:
        found[number, confirmed][kind] = int(minor)
    return {
        key: Totals(kinds.get(LineKind.MATERIAL, 0), kinds.get(LineKind.SERVICE, 0), kinds.get(LineKind.LABOUR, 0))
        for key, kinds in found.items()
    }
