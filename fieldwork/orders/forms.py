"""The shape of what people send: read, looked up in master data, every error at once. Nothing is written here."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from fieldwork.attachments.actions.store_upload import MAX_FILES as MOST_FILES
from fieldwork.masterdata.active_rows import active_client, active_order_type, active_products, active_workers
from fieldwork.masterdata.models import Client, OrderType, Product, ProductKind, Worker
from fieldwork.measures.limits import MAX_QUANTITY_TIMES_PRICE
from fieldwork.orders.models import Order
from fieldwork.orders.reactions import REACTIONS
from fieldwork.orders.totals import LineKind
from fieldwork.rest.input_reader import InputReader

MAX_ROWS = 1000
MAX_FIELD_WORKERS = 100
MAX_TYPED = 200
"""Characters read of what should be a code: more than a code has, so that a longer one is none."""

MAX_NAME = 120
MAX_DESCRIPTION = 10_000
MAX_NOTE = 4_000
MAX_REASON = 2_000
MAX_MESSAGE = 20_000
PRODUCT = ("item_text", "item", "quantity")
STAFF = ("worker_text", "worker", "hours")
"""What is typed into a row; only a form sends the first."""

T = TypeVar("T")


@dataclass(frozen=True)
class LineInput:
    """A row: `amount` thousandths of a product, or minutes of a worker."""

    kind: LineKind
    source: Product | Worker
    amount: int


@dataclass(frozen=True)
class NewOrder:
    """The create form, complete and looked up. Times in UTC."""

    order_type: OrderType
    client: Client
    name: str
    description: str
    work_start: datetime
    work_completion: datetime
    lines: Sequence[LineInput]
    files: Sequence[uuid.UUID]


@dataclass(frozen=True)
class NewConfirmation:
    """The confirmation form. The client reads `note`; `office_note` stays with the people of the order."""

    lines: Sequence[LineInput]
    last: bool
    note: str
    files: Sequence[uuid.UUID]
    office_note: str = ""


@dataclass(frozen=True)
class NewMessage:
    """Text, files, or both; `answers` is the seq of the entry that it replies to."""

    text: str
    files: Sequence[uuid.UUID]
    answers: int | None = None


def read_new_order(data: object, zone: ZoneInfo, *, mark: str = ".") -> NewOrder:
    """Raises Invalid with every error. Times without an offset are meant in `zone`, `mark` stands before decimals."""
    reader = InputReader(data, mark=mark)
    order_type = _look_up(reader, "order_type", active_order_type, _("Choose an order type from the list"))
    client = _look_up(reader, "client", active_client, _("Choose a client from the list"))
    name = reader.text("name", max_length=MAX_NAME, printed=True)
    description = reader.text("description", max_length=MAX_DESCRIPTION, printed=True)
    start, completion = reader.date_and_time("work_start", zone), reader.date_and_time("work_completion", zone)
    if start and completion and completion <= start:
        reader.add_error("work_completion", _("Completion must be after the start"))
    lines = _lines(reader, {})
    files = _files(reader)
    reader.raise_errors()
    assert order_type
    assert client
    assert start
    assert completion
    return NewOrder(order_type, client, name, description, start, completion, lines, files)


def read_confirmation(data: object, order: Order, *, mark: str = ".") -> NewConfirmation:
    """Raises Invalid with every error. What the plan names may be confirmed even when it is no longer offered."""
    reader = InputReader(data, mark=mark)
    planned: dict[tuple[str, str], Product | Worker] = {}
    for line in order.lines.filter(confirmation=None).select_related("product", "worker"):
        if source := line.product or line.worker:
            planned[line.kind, source.code] = source
    lines = _lines(reader, planned)
    last = reader.yes_no("last")
    # The action's own rule, told here together with the other errors of the form.
    if not last and not _filled(reader, "products", PRODUCT) and not _filled(reader, "staff", STAFF):
        reader.add_error("lines", _("Add at least one product or worker"))
    note = reader.text("note", max_length=MAX_NOTE, required=False, printed=True)
    office_note = reader.text("office_note", max_length=MAX_NOTE, required=False)
    files = _files(reader)
    reader.raise_errors()
    return NewConfirmation(lines, bool(last), note, files, office_note)


def read_message(data: object) -> NewMessage:
    """Raises Invalid if there is neither text nor file."""
    reader = InputReader(data)
    text = reader.text("text", max_length=MAX_MESSAGE, required=False)
    files = _files(reader)
    answers = reader.whole("answers")
    if not text and not files:
        reader.add_error("text", _("Write something or add a file"))
    reader.raise_errors()
    return NewMessage(text, files, answers)


def read_edited_text(data: object) -> str:
    """What a message is to say from now on; "" leaves only its files. Raises Invalid."""
    reader = InputReader(data)
    text = reader.text("text", max_length=MAX_MESSAGE, required=False)
    reader.raise_errors()
    return text


def read_reaction(data: object) -> tuple[str, bool]:
    """The sign, and whether it is put there or taken back. Raises Invalid."""
    reader = InputReader(data)
    sign = reader.text("sign", max_length=20)
    if sign and sign not in REACTIONS:
        reader.add_error("sign", _("Choose one of the signs"))
    on = reader.yes_no("on")
    reader.raise_errors()
    return sign, bool(on)


def read_reason(data: object) -> str:
    """The reason of a rejection or of work not performed. Raises Invalid."""
    reader = InputReader(data)
    reason = reader.text("reason", max_length=MAX_REASON, printed=True)
    reader.raise_errors()
    return reason


def _look_up(reader: InputReader, field: str, find: Callable[[str], T | None], sentence: str) -> T | None:
    code = _code(reader, field, sentence)
    found = find(code) if code else None
    if code and found is None:
        reader.add_error(field, sentence)
    return found


def _code(reader: InputReader, field: str, sentence: str) -> str:
    """The chosen code. A form also sends the text beside it ("client_text"), which may have been no choice."""
    code = reader.text(field, max_length=50, required=False)
    if not code:
        reader.add_error(field, sentence if reader.data.get(f"{field}_text") else _("This is required"))
    return code


def _files(reader: InputReader) -> list[uuid.UUID]:
    found = []
    for place, text in enumerate(reader.texts("files", max_count=MOST_FILES)):
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            reader.add_error(f"files.{place}", _("Expected the id of a file"))
    return found


def _lines(reader: InputReader, planned: Mapping[tuple[str, str], Product | Worker]) -> list[LineInput]:
    no_item, no_worker = _("Choose an item from the list"), _("Choose a worker from the list")
    products = [(row, _kind(row), _code(row, "item", no_item)) for row in _filled(reader, "products", PRODUCT)]
    staff = [(row, _code(row, "worker", no_worker)) for row in _filled(reader, "staff", STAFF)]
    offered_products = active_products(code for _row, _kind_, code in products)
    offered_workers = active_workers(code for _row, code in staff)
    lines = []
    for row, kind, code in products:
        amount = row.quantity("quantity")
        product = kind and (offered_products.get((kind, code)) or planned.get((kind, code)))
        if code and kind and not product:
            row.add_error("item", no_item)
        if product and amount * product.price > MAX_QUANTITY_TIMES_PRICE:
            row.add_error("quantity", _("Quantity times price is too large"))
        elif product and kind and amount:
            lines.append(LineInput(kind, product, amount))
    for row, code in staff:
        amount = row.minutes("hours")
        worker = offered_workers.get(code) or planned.get((LineKind.LABOUR, code))
        if code and not worker:
            row.add_error("worker", no_worker)
        if worker and amount:
            lines.append(LineInput(LineKind.LABOUR, worker, amount))
    return lines


def _filled(reader: InputReader, field: str, typed: Sequence[str]) -> list[InputReader]:
    """The rows that somebody began: a form also sends the empty row that it offers. A program's rows all count."""
    rows = reader.rows(field, max_count=MAX_ROWS)
    return [row for row in rows if typed[0] not in row.data or any(row.data.get(name) for name in typed)]


def _kind(row: InputReader) -> LineKind | None:
    kind = row.data.get("kind")
    if isinstance(kind, str) and kind in ProductKind.values:
        return LineKind(kind)
    row.add_error("kind", _("Choose material or service"))
    return None
