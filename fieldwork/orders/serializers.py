"""Orders and lines as the API answers them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.db.models import Q, Sum

from fieldwork.masterdata.response_schemas import Reference
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import plain_hours, plain_money, plain_quantity
from fieldwork.orders.models import Confirmation, Line, Order
from fieldwork.orders.response_schemas import (
    ActionOut,
    ConfirmationOut,
    DocumentOut,
    LabourLineOut,
    LineOut,
    LinesOut,
    OrderOut,
    OrderSummary,
    ProductLineOut,
    TotalsOut,
)
from fieldwork.orders.rights import available_actions
from fieldwork.orders.totals import LineKind, Totals, effective_totals, total_of
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person

_document_serializers: list[Callable[[int], list[DocumentOut]]] = []


def register_document_serializer(serializer: Callable[[int], list[DocumentOut]]) -> None:
    """Registers `serializer(order number)` for an order's documents; replaces an earlier one.

    For the app above that makes them.
    """
    _document_serializers[:] = [serializer]


def serialize_order(order: Order, *, person: Person) -> OrderOut:
    """The whole order for this person, who may see it."""
    lines = list(order.lines.select_related("confirmation"))
    plan = [line for line in lines if line.confirmation_id is None]
    confirmed = [line for line in lines if line.confirmation_id is not None]
    confirmations = list(order.confirmations.select_related("author"))
    totals = effective_totals(order.state, total_of(plan), total_of(confirmed) if confirmations else None)
    return OrderOut(
        **dict(_serialize_summary(order, totals)),
        description=order.description,
        plan=_serialize_lines(plan, order.priced_in),
        confirmed=_serialize_lines(confirmed, order.priced_in) if confirmations else None,
        confirmations=[_serialize_confirmation(confirmation) for confirmation in confirmations],
        documents=[document for serialize in _document_serializers for document in serialize(order.number)],
        actions=[
            ActionOut(action=found.transition.action.value, allowed=found.is_allowed, reason=found.reason)
            for found in available_actions(order, person)
        ],
    )


def serialize_orders(orders: Sequence[Order]) -> list[OrderSummary]:
    """Orders as a list tells them; the sums of all of them in one query."""
    sums = _sums(orders)
    return [
        _serialize_summary(
            order, effective_totals(order.state, sums[order.number, False], sums.get((order.number, True)))
        )
        for order in orders
    ]


def serialize_totals(totals: Totals, currency: Currency) -> TotalsOut:
    """The five sums as exact decimal text."""
    return TotalsOut(**{name: plain_money(minor, currency) for name, minor in totals.as_dict().items()})


def _serialize_summary(order: Order, totals: Totals) -> OrderSummary:
    return OrderSummary(
        number=order.number,
        state=State(order.state),
        version=order.revision,
        name=order.name,
        order_type=Reference(code=order.order_type.code, name=order.order_type.name),
        client=Reference(code=order.client.code, name=order.client.name),
        work_start=order.work_start,
        work_completion=order.work_completion,
        created_at=order.created_at,
        created_by=order.created_by.email,
        currency=order.currency,
        totals=serialize_totals(totals, order.priced_in),
        field_workers=sorted(row.person.email for row in order.assignments.all()),
    )


def _serialize_confirmation(confirmation: Confirmation) -> ConfirmationOut:
    return ConfirmationOut(
        number=confirmation.number,
        by=confirmation.author.email,
        at=confirmation.created_at,
        last=confirmation.last,
        note=confirmation.note,
        office_note=confirmation.office_note,
    )


def _serialize_lines(lines: Sequence[Line], currency: Currency) -> LinesOut:
    return LinesOut(
        materials=[_serialize_product(line, currency) for line in lines if line.kind == LineKind.MATERIAL],
        services=[_serialize_product(line, currency) for line in lines if line.kind == LineKind.SERVICE],
        labour=[_serialize_labour(line, currency) for line in lines if line.kind == LineKind.LABOUR],
        totals=serialize_totals(total_of(lines), currency),
    )


def _serialize_product(line: Line, currency: Currency) -> ProductLineOut:
    return ProductLineOut(**dict(_serialize_line(line, currency)), quantity=plain_quantity(line.amount))


def _serialize_labour(line: Line, currency: Currency) -> LabourLineOut:
    return LabourLineOut(**dict(_serialize_line(line, currency)), hours=plain_hours(line.amount))


def _serialize_line(line: Line, currency: Currency) -> LineOut:
    return LineOut(
        code=line.code,
        name=line.name,
        unit=line.unit,
        price=plain_money(line.price, currency),
        subtotal=plain_money(line.subtotal, currency),
        confirmation=line.confirmation.number if line.confirmation else None,
    )


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
