"""Writes lines with what master data says now."""

from collections.abc import Sequence

from django.db.models import Max

from fieldwork.masterdata.models import Worker
from fieldwork.measures.subtotals import labour_subtotal, product_subtotal
from fieldwork.orders.line_input import LineInput
from fieldwork.orders.models import Confirmation, Line, Order


def write_lines(order: Order, inputs: Sequence[LineInput], *, confirmation: Confirmation | None) -> list[Line]:
    """Freezes code, name, unit and price of each input; planned lines have no confirmation."""
    first = next_position(order)
    lines = [_build_line(order, confirmation, first + place, given) for place, given in enumerate(inputs)]
    return Line.objects.bulk_create(lines)


def copy_plan(order: Order, confirmation: Confirmation) -> list[Line]:
    """Confirms the plan as it is, with its own prices."""
    first = next_position(order)
    plan = list(order.lines.filter(confirmation=None))
    for place, line in enumerate(plan):
        line.pk, line.confirmation, line.position = None, confirmation, first + place
    return Line.objects.bulk_create(plan)


def next_position(order: Order) -> int:
    """The place after the order's last line."""
    last: int | None = order.lines.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _build_line(order: Order, confirmation: Confirmation | None, position: int, given: LineInput) -> Line:
    source = given.source
    line = Line(
        order=order,
        confirmation=confirmation,
        position=position,
        kind=given.kind,
        code=source.code,
        name=source.name,
        amount=given.amount,
        price=source.price,
    )
    if isinstance(source, Worker):
        line.worker, line.unit = source, source.job_title
        line.subtotal = labour_subtotal(given.amount, source.price)
    else:
        line.product, line.unit = source, source.unit
        line.subtotal = product_subtotal(given.amount, source.price)
    return line
