"""The columns a list can show: one table for the page and for the exports."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.lists.rows import Row
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import money_decimal

Cell = str | int | Decimal | datetime | None


@dataclass(frozen=True)
class Column:
    """`name` is also the case of the page's template; `sort` names one of SORTS; `cell` is what exports write."""

    name: str
    label: Promise
    cell: Callable[[Row], Cell]
    sort: str = ""
    number: bool = False


def _amount(minor: int | None, currency: Currency) -> Decimal | None:
    return None if minor is None else money_decimal(minor, currency)


COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        Column("number", _("No."), lambda row: row.number, "number", number=True),
        Column("order", _("Client and order"), lambda row: row.name, "client"),
        Column("client", _("Client"), lambda row: row.client, "client"),
        Column("type", _("Order type"), lambda row: row.type, "type"),
        Column("state", _("State"), lambda row: str(row.state.label), "state"),
        Column("worker", _("Worker"), lambda row: ", ".join(row.workers), "worker"),
        Column("start", _("Start"), lambda row: row.start),
        Column("due", _("Due"), lambda row: row.due, "due"),
        Column("planned", _("Planned"), lambda row: _amount(row.planned, row.priced_in), number=True),
        Column("confirmed", _("Confirmed"), lambda row: _amount(row.confirmed, row.priced_in), number=True),
        Column("progress", _("Progress"), lambda row: row.progress),
        Column("created", _("Created"), lambda row: row.created),
        Column("by", _("Created by"), lambda row: row.by),
        Column("changed", _("Last change"), lambda row: row.changed, "changed"),
    )
}

FIXED = ("number", "order")
"""Shown always: without them a row is nothing."""

DEFAULT_COLUMNS = ("number", "order", "state", "worker", "due", "planned", "confirmed", "progress")

SHOWN_WITH_ORDER = ("client", "type")
"""What the page says below the order's name, and an export in columns of their own."""


def chosen_columns(names: Sequence[str]) -> list[Column]:
    """The columns with these names in the table's order, the fixed ones with them."""
    return [column for name, column in COLUMNS.items() if name in names or name in FIXED]


def exported_columns(columns: Sequence[Column]) -> list[Column]:
    """Returns the columns for everything that a row of the page with these columns shows."""
    return chosen_columns([*(column.name for column in columns), *SHOWN_WITH_ORDER])
