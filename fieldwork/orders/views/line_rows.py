"""Rows of products and workers as a form shows them: typed values, names from master data, the plan beside them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from fieldwork.masterdata.active_rows import active_products, active_workers
from fieldwork.masterdata.models import Product, Worker
from fieldwork.measures.formats import typed_hours, typed_quantity
from fieldwork.orders.commands import MAX_TYPED
from fieldwork.orders.line_input import MAX_ROWS
from fieldwork.orders.models import Line, Order
from fieldwork.orders.totals import LineKind
from fieldwork.orders.views.number_styles import decimal_mark
from fieldwork.rest.text_rules import clean_text

LineRow = dict[str, Any]


def product_rows(data: Mapping[str, object]) -> list[LineRow]:
    """The product rows of a form that was sent, in order."""
    rows = _objects(data.get("products"))
    found = active_products(_codes(rows, "item"))
    shown = []
    for index, row in enumerate(rows):
        kind, code = str(row.get("kind", "")), str(row.get("item", ""))
        source = found.get((kind, code))
        amount = str(row.get("quantity", ""))
        typed = str(row.get("item_text", ""))
        shown.append(_row(f"products.{index}", code, amount, source, typed) | {"index": index, "kind": kind})
    return shown


def staff_rows(data: Mapping[str, object]) -> list[LineRow]:
    """The worker rows of a form that was sent."""
    rows = _objects(data.get("staff"))
    found = active_workers(_codes(rows, "worker"))
    shown = []
    for index, row in enumerate(rows):
        code, amount = str(row.get("worker", "")), str(row.get("hours", ""))
        typed = str(row.get("worker_text", ""))
        shown.append(_row(f"staff.{index}", code, amount, found.get(code), typed) | {"index": index})
    return shown


def plan_rows(order: Order) -> tuple[dict[str, list[LineRow]], dict[str, LineRow]]:
    """Returns the plan's open rest as rows for the script, and each item's amounts by "kind:code".

    Amounts are thousandths or minutes, as text; "planned" is "0" for what was confirmed beyond the plan.
    """
    still_open: dict[str, list[LineRow]] = {"products": [], "staff": []}
    planned: dict[str, LineRow] = {}
    for line in plan_with_confirmed(order):
        amounts = {"planned": str(line["planned"]), "confirmed": str(line["confirmed"])}
        planned[f"{line['kind']}:{line['code']}"] = amounts
        if line["planned"] > line["confirmed"]:
            labour = line["kind"] == LineKind.LABOUR
            still_open["staff" if labour else "products"].append(_open_row(line, amounts))
    return still_open, planned


def _open_row(line: LineRow, amounts: LineRow) -> LineRow:
    labour = line["kind"] == LineKind.LABOUR
    field, amount = ("worker", "hours") if labour else ("item", "quantity")
    rest = line["planned"] - line["confirmed"]
    data = {"kind": line["kind"], "price": str(line["price"]), "unit": line["unit"], "code": line["code"], **amounts}
    # Nobody has to choose what the plan names: on a phone such a row is a card.
    data["settled"] = "yes"
    mark = decimal_mark()
    typed = {field: line["code"], amount: typed_hours(rest, mark) if labour else typed_quantity(rest, mark)}
    typed |= {} if labour else {"kind": line["kind"]}
    return {**typed, "_label": {field: line["name"]}, "_data": data}


def plan_with_confirmed(order: Order) -> list[LineRow]:
    """Returns each planned item once, with planned and confirmed amounts; then items confirmed beyond the plan.

    "given" holds, by confirmation key, the amount that each confirmation contributed.
    """
    rows: dict[tuple[str, str], LineRow] = {}
    for line in order.lines.all():
        row = rows.setdefault((line.kind, line.code), _start(line))
        row["planned" if line.confirmation_id is None else "confirmed"] += line.amount
        if line.confirmation_id is not None:
            row["given"][line.confirmation_id] += line.amount
    return list(rows.values())


def _start(line: Line) -> LineRow:
    return {
        "kind": line.kind,
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "price": line.price,
        "planned": 0,
        "confirmed": 0,
        "given": Counter(),
    }


def _row(place: str, code: str, amount: str, source: Product | Worker | None, typed: str) -> LineRow:
    """`at` names the row's fields as their errors are named; `typed` stood in the field, chosen or not."""
    at = {field: f"{place}.{field}" for field in ("kind", "item", "quantity", "worker", "hours")}
    label = source.name if source else typed or code
    price = source.price if source else ""
    return {"code": code, "label": label, "amount": amount, "price": price, "at": at}


def _codes(rows: Iterable[Mapping[str, object]], field: str) -> list[str]:
    """The rows' codes, cleaned of what a database refuses."""
    return [clean_text(str(row.get(field, "")), max_length=MAX_TYPED) for row in rows]


def _objects(value: object) -> list[Mapping[str, object]]:
    """Returns at most MAX_ROWS rows: a form with more is refused, and showing them all would be slow."""
    if not isinstance(value, Iterable) or isinstance(value, str):
        return []
    return [row for row in value if isinstance(row, Mapping)][:MAX_ROWS]
