"""What the templates of a list show: rows under their headings, heads that sort, filters that lead to themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fieldwork.collation.sort_keys import in_order
from fieldwork.lists.columns import COLUMNS, DEFAULT_COLUMNS, Column, chosen_columns
from fieldwork.lists.filters import filtered_orders
from fieldwork.lists.list_page import badge_of
from fieldwork.lists.list_query import OrderListQuery
from fieldwork.lists.models import Choice, SavedView
from fieldwork.lists.rows import Row
from fieldwork.lists.sort_orders import GROUPED, SORTS
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.people.roles import Right, Role


@dataclass(frozen=True)
class ColumnHead:
    """A column's head; `url` sorts by it, `order` is the value of aria-sort."""

    column: Column
    url: str
    order: str


@dataclass(frozen=True)
class Link:
    """A choice that leads to the same list, changed."""

    label: str | Promise
    url: str
    chosen: bool
    count: str = ""


@dataclass(frozen=True)
class RowGroup:
    """Rows under one heading, "" where the list has none."""

    heading: str
    rows: Sequence[Row]


def columns_of(person: Person, asked: OrderListQuery) -> list[Column]:
    """Those of the saved view, else those the person chose, else the usual ones."""
    view = view_of(person, asked)
    if view is not None:
        return chosen_columns(view.columns)
    kept = Choice.objects.filter(person=person).values_list("columns", flat=True).first()
    return chosen_columns(DEFAULT_COLUMNS if kept is None else kept)


def view_of(person: Person, asked: OrderListQuery) -> SavedView | None:
    """The saved view that is open."""
    return SavedView.objects.filter(Q(person=person) | Q(shared=True), pk=asked.view).first() if asked.view else None


def column_heads(columns: Iterable[Column], asked: OrderListQuery, address: str) -> list[ColumnHead]:
    """The heads of the table."""
    return [_head(column, asked, address) for column in columns]


def _head(column: Column, asked: OrderListQuery, address: str) -> ColumnHead:
    if not column.sort:
        return ColumnHead(column, "", "")
    here = asked.sort_name == column.sort
    order = ("descending" if asked.down else "ascending") if here else ""
    # A list is read first the way it is most asked for: names from A, numbers and changes from the newest.
    first = "" if column.sort in GROUPED else "-"
    other = ("" if asked.down else "-") if here else first
    return ColumnHead(
        column, link(address, asked.changed(sort=other + column.sort, grouped=asked.grouped and here)), order
    )


def link(address: str, asked: OrderListQuery) -> str:
    """The address of a list."""
    query = asked.query()
    return f"{address}?{query}" if query else address


def row_groups(rows: Iterable[Row], asked: OrderListQuery, zone: ZoneInfo) -> list[RowGroup]:
    """The rows under headings, if the list is grouped; months are those of `zone`, as the times beside them."""
    if not (asked.grouped and asked.sort_name in GROUPED):
        return [RowGroup("", list(rows))]
    return [RowGroup(heading, list(some)) for heading, some in groupby(rows, lambda row: _heading(row, asked, zone))]


def _heading(row: Row, asked: OrderListQuery, zone: ZoneInfo) -> str:
    if asked.sort_name == "due":
        language = (get_language() or "en").replace("-", "_")
        return str(format_date(row.due.astimezone(zone).date(), "LLLL y", locale=language))
    names = {"state": str(row.state.label), "client": row.client, "type": row.type, "worker": row.first_worker}
    return names[asked.sort_name] or _("Nobody assigned")


def groupings(asked: OrderListQuery, address: str) -> list[Link]:
    """By what the list can be grouped."""
    plain = Link(_("Not grouped"), link(address, asked.changed(grouped=False)), not asked.grouped)
    found = [plain]
    for name in GROUPED:
        here = asked.grouped and asked.sort_name == name
        found.append(Link(SORTS[name].label, link(address, asked.changed(sort=name, grouped=True)), here))
    return found


def filter_tabs(person: Person, asked: OrderListQuery, address: str) -> list[Link]:
    """The filters of one press, each with how many orders it shows on its own."""
    offered = {"waiting": _("Waiting for me"), "late": _("Late")}
    if person.roles & (Role.COORDINATOR | Role.SUPERVISOR):
        offered["no_worker"] = _("Nobody assigned")
    found = []
    for name, label in offered.items():
        here = bool(getattr(asked, name))
        count = badge_of(filtered_orders(person, OrderListQuery().changed(**{name: True})))
        found.append(Link(label, link(address, asked.changed(**{name: not here})), here, count))
    return found


def filter_choices(person: Person, asked: OrderListQuery) -> dict[str, object]:
    """What the panel of filters offers; clients by a picker, for those who may look clients up."""
    office = person.may(Right.SEE_ALL_ORDERS)
    client = Client.objects.filter(code=asked.client).values_list("name", flat=True).first() if asked.client else ""
    people = Person.objects.filter(is_active=True).values_list("pk", "name", "roles") if office else ()
    return {
        "states": [(state, state.label, state in asked.state) for state in State],
        "types": in_order(OrderType.objects.values_list("code", "name"), itemgetter(1)),
        "workers": [(pk, name) for pk, name, roles in in_order(people, itemgetter(1)) if roles & Role.FIELD_WORKER],
        "may_pick": person.may(Right.LOOK_UP_CLIENTS),
        "client_name": client or asked.client,
        "narrowed": sum(bool(value) for value in _behind_the_panel(asked)),
    }


def _behind_the_panel(asked: OrderListQuery) -> tuple[object, ...]:
    return asked.state, asked.client, asked.type, asked.worker, asked.due_from, asked.due_to


def views(asked: OrderListQuery, current: str) -> list[dict[str, object]]:
    """The ways to look at orders, for the switch of the page."""
    table, board = reverse("orders-table"), reverse("orders-board")
    return [
        {"label": _("Workspace"), "icon": "message-square", "url": reverse("orders"), "current": False},
        {"label": _("Board"), "icon": "kanban", "url": link(board, asked.changed()), "current": current == "board"},
        {"label": _("Table"), "icon": "table-2", "url": link(table, asked.changed()), "current": current == "table"},
    ]


def column_choices(columns: Iterable[Column]) -> list[tuple[Column, bool]]:
    """Every column that may be left out, with whether it is shown."""
    shown = {column.name for column in columns}
    return [(column, name in shown) for name, column in COLUMNS.items() if name not in ("number", "order")]
