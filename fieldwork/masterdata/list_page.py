"""One page of a list: which rows were wanted, in which order, and the addresses around them."""

import urllib.parse
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.collation.sort_keys import in_order
from fieldwork.masterdata.list_columns import Cell, CellStyle, Column, table_cell
from fieldwork.masterdata.list_configs import ListConfig

PAGE_SIZE = 100
"""Rows of one page."""

FEW = 500
"""Rows that are all read to be sorted."""

SHOWS: dict[str, Promise] = {"active": _("Active"), "inactive": _("Inactive"), "all": _("All")}


@dataclass(frozen=True)
class ListQuery:
    """What the address asks for; anything unknown in it is the usual."""

    q: str = ""
    show: str = "active"
    sort: str = "name"
    page: int = 1

    def address(self, url: str) -> str:
        """`url` with what differs from the usual."""
        default = ListQuery()
        changed = {name: value for name, value in vars(self).items() if value != getattr(default, name)}
        return f"{url}?{urllib.parse.urlencode(changed)}" if changed else url


@dataclass(frozen=True)
class Header:
    """A column's head; `order` is the value of aria-sort."""

    label: Promise
    style: str
    url: str
    order: str


@dataclass(frozen=True)
class ListRow:
    """A row of the table."""

    cells: list[Cell]
    active: bool
    open: bool


@dataclass(frozen=True)
class FilterTab:
    """One of the filters with how many rows it shows."""

    label: Promise
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Page:
    """What the table's template shows."""

    headers: list[Header]
    lines: list[ListRow]
    pills: list[FilterTab]
    total: int
    first: int
    last: int
    before: str
    after: str


def parse_list_query(listed: ListConfig, query: QueryDict) -> ListQuery:
    """Reads q, show, sort and page of an address."""
    show, sort, page = query.get("show", ""), query.get("sort", ""), query.get("page", "")
    sortable = {column.key for column in listed.columns if column.sortable}
    return ListQuery(
        q=query.get("q", "").strip()[:200],
        show=show if show in SHOWS else "active",
        sort=sort if sort.removeprefix("-") in sortable else "name",
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def build_page(listed: ListConfig, query: ListQuery, *, key: object = None) -> Page:
    """The page that `query` asks for; the row whose key is `key` is marked as open. Two queries, or three."""
    url = reverse(listed.slug)
    found = listed.find(listed.rows(), query.q)
    counts = _counts(listed, found)
    total, first = counts[query.show], (query.page - 1) * PAGE_SIZE
    rows = _page(listed, _filtered(listed, found, query.show), query, total)
    more = first + PAGE_SIZE < total
    return Page(
        headers=[_header(column, query, url) for column in listed.columns],
        lines=[_line(listed, row, query, key) for row in rows],
        pills=[
            FilterTab(label, counts[show], replace(query, show=show, page=1).address(url), show == query.show)
            for show, label in SHOWS.items()
        ],
        total=total,
        first=first + 1,
        last=first + len(rows),
        before=replace(query, page=query.page - 1).address(url) if query.page > 1 else "",
        after=replace(query, page=query.page + 1).address(url) if more else "",
    )


def row_address(listed: ListConfig, row: Any, query: ListQuery) -> str:
    """The page of one row, from which closing leads back to where one was."""
    return query.address(reverse(f"{listed.slug}-row", args=[getattr(row, listed.key)]))


def _counts(listed: ListConfig, found: QuerySet[Any]) -> dict[str, int]:
    on = Count("pk", filter=Q((listed.active, True)))
    counts = found.aggregate(on=on, every=Count("pk"))
    return {"active": counts["on"], "inactive": counts["every"] - counts["on"], "all": counts["every"]}


def _filtered(listed: ListConfig, found: QuerySet[Any], show: str) -> QuerySet[Any]:
    return found if show == "all" else found.filter(Q((listed.active, show == "active")))


def _page(listed: ListConfig, rows: QuerySet[Any], query: ListQuery, total: int) -> list[Any]:
    """The rows of the page: texts as the person's language sorts; of many, names by the keys of the company's."""
    key, down = query.sort.removeprefix("-"), query.sort.startswith("-")
    look = next(column.cell_style for column in listed.columns if column.key == key)
    shown = slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE)
    if look is CellStyle.MONEY or (key == "name" and total > FEW):
        by = "sort_key" if key == "name" else key
        return list(rows.order_by(f"-{by}" if down else by, "pk")[shown])
    if total <= FEW:
        return _reversed(in_order(rows.order_by("pk"), lambda row: getattr(row, key)), down=down)[shown]
    texts = in_order(rows.order_by("pk").values_list("pk", key), itemgetter(1))
    keys = [pk for pk, _text in _reversed(texts, down=down)[shown]]
    found = rows.in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]


def _reversed(rows: list[Any], *, down: bool) -> list[Any]:
    return rows[::-1] if down else rows


def _header(column: Column, query: ListQuery, url: str) -> Header:
    style = "num" if column.cell_style is CellStyle.MONEY else ""
    if not column.sortable:
        return Header(column.label, style, "", "")
    up, down = query.sort == column.key, query.sort == f"-{column.key}"
    turned = replace(query, sort=f"-{column.key}" if up else column.key, page=1)
    return Header(column.label, style, turned.address(url), "ascending" if up else "descending" if down else "none")


def _line(listed: ListConfig, row: Any, query: ListQuery, key: object) -> ListRow:
    link = row_address(listed, row, query)
    return ListRow(
        cells=[
            table_cell(row, column, link=link if column.cell_style is CellStyle.NAME else "")
            for column in listed.columns
        ],
        active=listed.is_active(row),
        open=getattr(row, listed.key) == key,
    )
