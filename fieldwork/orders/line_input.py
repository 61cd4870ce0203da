"""The rows of products and staff in what people send: read, and looked up in one query for each table.

`line_context` fetches what the codes in the rows may name; it is handed to the command that has the rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from typing import Annotated, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, PlainValidator, ValidationInfo

from fieldwork.masterdata.active_rows import active_products, active_workers
from fieldwork.masterdata.models import Product, ProductKind, Worker
from fieldwork.measures.limits import MAX_QUANTITY_TIMES_PRICE
from fieldwork.orders.models import Order
from fieldwork.orders.totals import LineKind
from fieldwork.rest.command import Command, InputContext, InputModel, input_error
from fieldwork.rest.field_types import (
    MAX_CODE,
    WITHOUT_SKIPPED,
    Minutes,
    Quantity,
    begun_by,
    choice,
    or_null,
    rows_up_to,
)
from fieldwork.rest.text_rules import clean_text

MAX_ROWS = 1000
PRODUCT = ("item_text", "item", "quantity")
STAFF = ("worker_text", "worker", "hours")
"""What is typed into a row; only a form sends the first."""

NO_ITEM = gettext_lazy("Choose an item from the list")
NO_WORKER = gettext_lazy("Choose a worker from the list")


class LineInput(NamedTuple):
    """A line to be written: `amount` thousandths of a product, or minutes of a worker."""

    kind: LineKind
    source: Product | Worker
    amount: int


@dataclass(frozen=True)
class LineContext(InputContext):
    """With the rows of master data that lines may name: products by (kind, code), workers by code."""

    products: Mapping[tuple[str, str], Product] = field(default_factory=dict)
    workers: Mapping[str, Worker] = field(default_factory=dict)


def line_context(data: object, *, mark: str = ".", zone: tzinfo = UTC, order: Order | None = None) -> LineContext:
    """What the lines in `data` may name: what is offered, and what `order` planned, offered or not."""
    products: dict[tuple[str, str], Product] = {}
    workers: dict[str, Worker] = {}
    if order is not None:
        for line in order.lines.filter(confirmation=None).select_related("product", "worker"):
            if line.product:
                products[line.kind, line.product.code] = line.product
            if line.worker:
                workers[line.worker.code] = line.worker
    products |= active_products(_codes(data, "products", "item"))
    workers |= active_workers(_codes(data, "staff", "worker"))
    return LineContext(mark, zone, products, workers)


def _codes(data: object, rows: str, name: str) -> list[str]:
    """The codes in the rows of input that is not checked yet."""
    listed = data.get(rows) if isinstance(data, Mapping) else None
    found = [row.get(name) for row in listed[:MAX_ROWS] if isinstance(row, dict)] if isinstance(listed, list) else []
    return [clean_text(code, max_length=MAX_CODE) for code in found if isinstance(code, str)]


def _read_kind(value: object) -> LineKind:
    if isinstance(value, str) and value in ProductKind.values:
        return LineKind(value)
    raise input_error(_("Choose material or service"))


def _find_product(code: str, info: ValidationInfo[LineContext]) -> Product | None:
    """Nothing is wrong with an item whose kind is: only one of the two can be told."""
    kind = info.data.get("kind")
    return info.context.products.get((kind, code)) if kind else ANY_PRODUCT


def _find_worker(code: str, info: ValidationInfo[LineContext]) -> Worker | None:
    return info.context.workers.get(code)


def _check_times_price(amount: int, info: ValidationInfo[LineContext]) -> int:
    product = info.data.get("item")
    if product and amount * product.price > MAX_QUANTITY_TIMES_PRICE:
        raise input_error(_("Quantity times price is too large"))
    return amount


ANY_PRODUCT = Product(price=0)
"""Stands for an item that cannot be looked up."""


class ProductLine(InputModel):
    """A row of products, priced from master data."""

    kind: Annotated[LineKind, PlainValidator(_read_kind, json_schema_input_type=ProductKind)]
    item: Product
    quantity: Annotated[Quantity, AfterValidator(_check_times_price)]

    _find_item = choice("item", _find_product, NO_ITEM)


class LabourLine(InputModel):
    """A row of staff, priced from master data."""

    worker: Worker
    hours: Minutes

    _find_worker = choice("worker", _find_worker, NO_WORKER)


ProductLines = Annotated[
    list[Annotated[ProductLine, begun_by(*PRODUCT)]],
    rows_up_to(MAX_ROWS),
    Field(max_length=MAX_ROWS, json_schema_extra=or_null),
    WITHOUT_SKIPPED,
]
LabourLines = Annotated[
    list[Annotated[LabourLine, begun_by(*STAFF)]],
    rows_up_to(MAX_ROWS),
    Field(max_length=MAX_ROWS, json_schema_extra=or_null),
    WITHOUT_SKIPPED,
]


class CommandWithLines(Command):
    """A form with rows of products and rows of staff."""

    products: ProductLines = []
    staff: LabourLines = []

    @property
    def lines(self) -> list[LineInput]:
        """The products in their order, then the staff."""
        goods = [LineInput(row.kind, row.item, row.quantity) for row in self.products]
        return goods + [LineInput(LineKind.LABOUR, row.worker, row.hours) for row in self.staff]
