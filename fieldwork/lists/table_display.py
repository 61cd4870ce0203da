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
from fieldwork.lists.models import ColumnChoice, SavedView
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


def columns_of(person: Person, query: OrderListQuery) -> list[Column]:
    """Returns the columns of the saved view, else those the person chose, else the default ones."""
    view = view_of(person, query)
    if view is not None:
        return chosen_columns(view.columns)
    names = ColumnChoice.objects.filter(person=person).values_list("columns", flat=True).first()
    return chosen_columns(DEFAULT_COLUMNS if names is None else names)


def view_of(person: Person, query: OrderListQuery) -> SavedView | None:
    """The saved view that is open."""
    return SavedView.objects.filter(Q(person=person) | Q(shared=True), pk=query.view).first() if query.view else None


def column_heads(columns: Iterable[Column], query: OrderListQuery, address: str) -> list[ColumnHead]:
    """The heads of the table."""
    return [_head(column, query, address) for column in columns]


def _head(column: Column, query: OrderListQuery, address: str) -> ColumnHead:
    if not column.sort:
        return ColumnHead(column, "", "")
    here = query.sort_name == column.sort
    order = ("descending" if query.down else "ascending") if here else ""
    # A list is read first the way it is most asked for: names from A, numbers and changes from the newest.
    first = "" if column.sort in GROUPED else "-"
    other = ("" if query.down else "-") if here else first
    return ColumnHead(
        column, link(address, query.changed(sort=other + column.sort, grouped=query.grouped and here)), order
    )


def link(address: str, query: OrderListQuery) -> str:
    """The address of a list."""
    text = query.query()
    return f"{address}?{text}" if text else address


def row_groups(rows: Iterable[Row], query: OrderListQuery, zone: ZoneInfo) -> list[RowGroup]:
    """The rows under headings, if the list is grouped; months are those of `zone`, as the times beside them."""
    if not (query.grouped and query.sort_name in GROUPED):
        return [RowGroup("", list(rows))]
    return [RowGroup(heading, list(some)) for heading, some in groupby(rows, lambda row: _heading(row, query, zone))]


def _heading(row: Row, query: OrderListQuery, zone: ZoneInfo) -> str:
    if query.sort_name == "due":
        language = (get_language() or "en").replace("-", "_")
        return str(format_date(row.due.astimezone(zone).date(), "LLLL y", locale=language))
    names = {"state": str(row.state.label), "client": row.client, "type": row.type, "worker": row.first_worker}
    return names[query.sort_name] or _("Nobody assigned")


def groupings(query: OrderListQuery, address: str) -> list[Link]:
    """Returns the links that group the list, after the one that does not."""
    plain = Link(_("Not grouped"), link(address, query.changed(grouped=False)), not query.grouped)
    found = [plain]
    for name in GROUPED:
        here = query.grouped and query.sort_name == name
        found.append(Link(SORTS[name].label, link(address, query.changed(sort=name, grouped=True)), here))
    return found


def filter_tabs(person: Person, query: OrderListQuery, address: str) -> list[Link]:
    """The filters of one press, each with how many orders it shows on its own."""
    offered = {"waiting": _("Waiting for me"), "late": _("Late")}
    if person.roles & (Role.COORDINATOR | Role.SUPERVISOR):
        offered["no_worker"] = _("Nobody assigned")
    found = []
    for name, label in offered.items():
        here = bool(getattr(query, name))
        count = badge_of(filtered_orders(person, OrderListQuery().changed(**{name: True})))
        found.append(Link(label, link(address, query.changed(**{name: not here})), here, count))
    return found


def filter_choices(person: Person, query: OrderListQuery) -> dict[str, object]:
    """Returns what the filter panel offers; clients by a picker, for people who may look clients up."""
    office = person.may(Right.SEE_ALL_ORDERS)
    client = Client.objects.filter(code=query.client).values_list("name", flat=True).first() if query.client else ""
    people = Person.objects.filter(is_active=True).values_list("pk", "name", "roles") if office else ()
    return {
        "states": [(state, state.label, state in query.state) for state in State],
        "types": in_order(OrderType.objects.values_list("code", "name"), itemgetter(1)),
        "workers": [(pk, name) for pk, name, roles in in_order(people, itemgetter(1)) if roles & Role.FIELD_WORKER],
        "may_pick": person.may(Right.LOOK_UP_CLIENTS),
        "client_name": client or query.client,
        "narrowed": sum(bool(value) for value in _behind_the_panel(query)),
    }


def _behind_the_panel(query: OrderListQuery) -> tuple[object, ...]:
    return query.state, query.client, query.type, query.worker, query.due_from, query.due_to


def views(query: OrderListQuery, current: str) -> list[dict[str, object]]:
    """The ways to look at orders, for the switch of the page."""
    table, board = reverse("orders-table"), reverse("orders-board")
    return [
        {"label": _("Workspace"), "icon": "message-square", "url": reverse("orders"), "current": False},
        {"label": _("Board"), "icon": "kanban", "url": link(board, query.changed()), "current": current == "board"},
        {"label": _("Table"), "icon": "table-2", "url": link(table, query.changed()), "current": current == "table"},
    ]


def column_choices(columns: Iterable[Column]) -> list[tuple[Column, bool]]:
    """Returns every column that may be left out, with whether it is shown."""
    shown = {column.name for column in columns}
    return [(column, name in shown) for name, column in COLUMNS.items() if name not in ("number", "order")]
