"""The shape of what people send: read, looked up in master data, every fault told at once. Nothing is written here."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from fieldwork.attachments.actions.keep import MOST as MOST_FILES
from fieldwork.masterdata.models import Client, OrderType, Product, ProductKind, Worker
from fieldwork.masterdata.offered import active_client, active_order_type, active_products, active_workers
from fieldwork.measures.limits import MAX_QUANTITY_TIMES_PRICE
from fieldwork.orders.models import Order
from fieldwork.orders.reactions import REACTIONS
from fieldwork.orders.totals import LineKind
from fieldwork.rest.reading import Reader

MOST_ROWS = 1000
MOST_FIELD_WORKERS = 100
MOST_TYPED = 200
"""Characters read of what should be a code: more than a code has, so that a longer one is none."""

LONGEST_NAME = 120
LONGEST_DESCRIPTION = 10_000
LONGEST_NOTE = 4_000
LONGEST_REASON = 2_000
LONGEST_MESSAGE = 20_000
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
    """Raises Invalid with every fault. Times without an offset are meant in `zone`, `mark` stands before decimals."""
    reader = Reader(data, mark=mark)
    order_type = _look_up(reader, "order_type", active_order_type, _("Choose an order type from the list"))
    client = _look_up(reader, "client", active_client, _("Choose a client from the list"))
    name = reader.text("name", longest=LONGEST_NAME, printed=True)
    description = reader.text("description", longest=LONGEST_DESCRIPTION, printed=True)
    start, completion = reader.moment("work_start", zone), reader.moment("work_completion", zone)
    if start and completion and completion <= start:
        reader.fault("work_completion", _("Completion must be after the start"))
    lines = _lines(reader, {})
    files = _files(reader)
    reader.check()
    assert order_type
    assert client
    assert start
    assert completion
    return NewOrder(order_type, client, name, description, start, completion, lines, files)


def read_confirmation(data: object, order: Order, *, mark: str = ".") -> NewConfirmation:
    """Raises Invalid with every fault. What the plan names may be confirmed even when it is no longer offered."""
    reader = Reader(data, mark=mark)
    planned: dict[tuple[str, str], Product | Worker] = {}
    for line in order.lines.filter(confirmation=None).select_related("product", "worker"):
        if source := line.product or line.worker:
            planned[line.kind, source.code] = source
    lines = _lines(reader, planned)
    last = reader.yes_no("last")
    # The action's own rule, told here together with the other faults of the form.
    if not last and not _filled(reader, "products", PRODUCT) and not _filled(reader, "staff", STAFF):
        reader.fault("lines", _("Add at least one product or worker"))
    note = reader.text("note", longest=LONGEST_NOTE, required=False, printed=True)
    office_note = reader.text("office_note", longest=LONGEST_NOTE, required=False)
    files = _files(reader)
    reader.check()
    return NewConfirmation(lines, bool(last), note, files, office_note)


def read_message(data: object) -> NewMessage:
    """Raises Invalid if there is neither text nor file."""
    reader = Reader(data)
    text = reader.text("text", longest=LONGEST_MESSAGE, required=False)
    files = _files(reader)
    answers = reader.whole("answers")
    if not text and not files:
        reader.fault("text", _("Write something or add a file"))
    reader.check()
    return NewMessage(text, files, answers)


def read_wording(data: object) -> str:
    """What a message is to say from now on; "" leaves only its files. Raises Invalid."""
    reader = Reader(data)
    text = reader.text("text", longest=LONGEST_MESSAGE, required=False)
    reader.check()
    return text


def read_reaction(data: object) -> tuple[str, bool]:
    """The sign, and whether it is put there or taken back. Raises Invalid."""
    reader = Reader(data)
    sign = reader.text("sign", longest=20)
    if sign and sign not in REACTIONS:
        reader.fault("sign", _("Choose one of the signs"))
    on = reader.yes_no("on")
    reader.check()
    return sign, bool(on)


def read_reason(data: object) -> str:
    """The reason of a rejection or of work not performed. Raises Invalid."""
    reader = Reader(data)
    reason = reader.text("reason", longest=LONGEST_REASON, printed=True)
    reader.check()
    return reason


def _look_up(reader: Reader, field: str, find: Callable[[str], T | None], sentence: str) -> T | None:
    code = _code(reader, field, sentence)
    found = find(code) if code else None
    if code and found is None:
        reader.fault(field, sentence)
    return found


def _code(reader: Reader, field: str, sentence: str) -> str:
    """The chosen code. A form also sends the text beside it ("client_text"), which may have been no choice."""
    code = reader.text(field, longest=50, required=False)
    if not code:
        reader.fault(field, sentence if reader.data.get(f"{field}_text") else _("This is required"))
    return code


def _files(reader: Reader) -> list[uuid.UUID]:
    found = []
    for place, text in enumerate(reader.texts("files", most=MOST_FILES)):
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            reader.fault(f"files.{place}", _("Expected the id of a file"))
    return found


def _lines(reader: Reader, planned: Mapping[tuple[str, str], Product | Worker]) -> list[LineInput]:
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
            row.fault("item", no_item)
        if product and amount * product.price > MAX_QUANTITY_TIMES_PRICE:
            row.fault("quantity", _("Quantity times price is too large"))
        elif product and kind and amount:
            lines.append(LineInput(kind, product, amount))
    for row, code in staff:
        amount = row.minutes("hours")
        worker = offered_workers.get(code) or planned.get((LineKind.LABOUR, code))
        if code and not worker:
            row.fault("worker", no_worker)
        if worker and amount:
            lines.append(LineInput(LineKind.LABOUR, worker, amount))
    return lines


def _filled(reader: Reader, field: str, typed: Sequence[str]) -> list[Reader]:
    """The rows that somebody began: a form also sends the empty row that it offers. A program's rows all count."""
    rows = reader.rows(field, most=MOST_ROWS)
    return [row for row in rows if typed[0] not in row.data or any(row.data.get(name) for name in typed)]


def _kind(row: Reader) -> LineKind | None:
    kind = row.data.get("kind")
    if isinstance(kind, str) and kind in ProductKind.values:
        return LineKind(kind)
    row.fault("kind", _("Choose material or service"))
    return None
