"""Rows of products and workers as a form shows them: typed values, names from master data, the plan beside them."""

from collections.abc import Iterable, Mapping
from typing import Any

from fieldwork.masterdata.models import Product, Worker
from fieldwork.masterdata.offered import active_products, active_workers
from fieldwork.measures.formatting import plain_hours, plain_quantity
from fieldwork.orders.models import Line, Order
from fieldwork.orders.totals import LineKind

Row = dict[str, Any]


def product_rows(data: Mapping[str, object], errors: Mapping[str, str]) -> list[Row]:
    """The product rows of a form that was sent, in order, each with its faults."""
    rows = _objects(data.get("products"))
    found = active_products(str(row.get("item", "")) for row in rows)
    shown = []
    for index, row in enumerate(rows):
        kind, code = str(row.get("kind", "")), str(row.get("item", ""))
        source = found.get((kind, code))
        amount = str(row.get("quantity", ""))
        shown.append(_row(index, "products", code, amount, source, errors) | {"kind": kind})
    return shown


def staff_rows(data: Mapping[str, object], errors: Mapping[str, str]) -> list[Row]:
    """The worker rows of a form that was sent."""
    rows = _objects(data.get("staff"))
    found = active_workers(str(row.get("worker", "")) for row in rows)
    return [
        _row(index, "staff", code := str(row.get("worker", "")), str(row.get("hours", "")), found.get(code), errors)
        for index, row in enumerate(rows)
    ]


def plan_rows(order: Order) -> dict[str, list[Row]]:
    """What is still open of the plan, as the page's script fills it in; rows fully confirmed have amount "0"."""
    open_rows: dict[str, list[Row]] = {"products": [], "staff": []}
    for line in plan_and_confirmed(order):
        labour = line["kind"] == LineKind.LABOUR
        rest = max(0, line["planned"] - line["confirmed"])
        field, amount = ("worker", "hours") if labour else ("item", "quantity")
        text = plain_hours(rest) if labour else plain_quantity(rest)
        data = {"kind": line["kind"], "price": str(line["price"]), "unit": line["unit"], "code": line["code"]}
        told = {field: line["code"], amount: text, "_label": {field: line["name"]}}
        told["_data"] = data | {"planned": str(line["planned"]), "confirmed": str(line["confirmed"])}
        if not labour:
            told["kind"] = line["kind"]
        open_rows["staff" if labour else "products"].append(told | {"_open": rest > 0})
    return open_rows


def plan_and_confirmed(order: Order) -> list[Row]:
    """Each planned item once, with its planned and confirmed amounts; then what was confirmed beyond the plan."""
    told: dict[tuple[str, str], Row] = {}
    for line in order.lines.all():
        row = told.setdefault((line.kind, line.code), _start(line))
        row["planned" if line.confirmation_id is None else "confirmed"] += line.amount
    return list(told.values())


def _start(line: Line) -> Row:
    return {
        "kind": line.kind,
        "code": line.code,
        "name": line.name,
        "unit": line.unit,
        "price": line.price,
        "planned": 0,
        "confirmed": 0,
    }


def _row(
    index: int, field: str, code: str, amount: str, source: Product | Worker | None, errors: Mapping[str, str]
) -> Row:
    prefix = f"{field}.{index}."
    faults = {name.removeprefix(prefix): text for name, text in errors.items() if name.startswith(prefix)}
    label = source.name if source else code
    price = source.price if source else ""
    return {"index": index, "code": code, "label": label, "amount": amount, "price": price, "faults": faults}


def _objects(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, Iterable) or isinstance(value, str):
        return []
    return [row for row in value if isinstance(row, Mapping)]
