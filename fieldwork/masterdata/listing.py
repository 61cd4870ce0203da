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

from fieldwork.alphabet.sorting import in_order
from fieldwork.masterdata.columns import Cell, Column, Look, cell_of
from fieldwork.masterdata.lists import Listed

AT_ONCE = 100
"""Rows of one page."""

FEW = 500
"""Rows that are all read to be sorted."""

SHOWS: dict[str, Promise] = {"active": _("Active"), "inactive": _("Inactive"), "all": _("All")}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; anything unknown in it is the usual."""

    q: str = ""
    show: str = "active"
    sort: str = "name"
    page: int = 1

    def address(self, url: str) -> str:
        """`url` with what differs from the usual."""
        usual = Wanted()
        asked = {name: value for name, value in vars(self).items() if value != getattr(usual, name)}
        return f"{url}?{urllib.parse.urlencode(asked)}" if asked else url


@dataclass(frozen=True)
class Header:
    """A column's head; `order` is the value of aria-sort."""

    label: Promise
    style: str
    url: str
    order: str


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    cells: list[Cell]
    active: bool
    open: bool


@dataclass(frozen=True)
class Pill:
    """One of the filters with how many rows it shows."""

    label: Promise
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Page:
    """What the table's template shows."""

    headers: list[Header]
    lines: list[Line]
    pills: list[Pill]
    total: int
    first: int
    last: int
    before: str
    after: str


def wanted_of(listed: Listed, query: QueryDict) -> Wanted:
    """Reads q, show, sort and page of an address."""
    show, sort, page = query.get("show", ""), query.get("sort", ""), query.get("page", "")
    sortable = {column.key for column in listed.columns if column.sortable}
    return Wanted(
        q=query.get("q", "").strip()[:200],
        show=show if show in SHOWS else "active",
        sort=sort if sort.removeprefix("-") in sortable else "name",
        page=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def page_of(listed: Listed, wanted: Wanted, *, key: object = None) -> Page:
    """The page that is `wanted`; the row whose key is `key` is marked as open. Two queries, or three."""
    url = reverse(listed.slug)
    found = listed.find(listed.rows(), wanted.q)
    counts = _counts(listed, found)
    total, first = counts[wanted.show], (wanted.page - 1) * AT_ONCE
    rows = _page(listed, _shown(listed, found, wanted.show), wanted, total)
    more = first + AT_ONCE < total
    return Page(
        headers=[_header(column, wanted, url) for column in listed.columns],
        lines=[_line(listed, row, wanted, key) for row in rows],
        pills=[
            Pill(label, counts[show], replace(wanted, show=show, page=1).address(url), show == wanted.show)
            for show, label in SHOWS.items()
        ],
        total=total,
        first=first + 1,
        last=first + len(rows),
        before=replace(wanted, page=wanted.page - 1).address(url) if wanted.page > 1 else "",
        after=replace(wanted, page=wanted.page + 1).address(url) if more else "",
    )


def row_address(listed: Listed, row: Any, wanted: Wanted) -> str:
    """The page of one row, from which closing leads back to where one was."""
    return wanted.address(reverse(f"{listed.slug}-row", args=[getattr(row, listed.key)]))


def _counts(listed: Listed, found: QuerySet[Any]) -> dict[str, int]:
    on = Count("pk", filter=Q((listed.active, True)))
    counts = found.aggregate(on=on, every=Count("pk"))
    return {"active": counts["on"], "inactive": counts["every"] - counts["on"], "all": counts["every"]}


def _shown(listed: Listed, found: QuerySet[Any], show: str) -> QuerySet[Any]:
    return found if show == "all" else found.filter(Q((listed.active, show == "active")))


def _page(listed: Listed, rows: QuerySet[Any], wanted: Wanted, total: int) -> list[Any]:
    """The rows of the page: texts as the person's language sorts; of many, names by the keys of the company's."""
    key, down = wanted.sort.removeprefix("-"), wanted.sort.startswith("-")
    look = next(column.look for column in listed.columns if column.key == key)
    shown = slice((wanted.page - 1) * AT_ONCE, wanted.page * AT_ONCE)
    if look is Look.MONEY or (key == "name" and total > FEW):
        by = "sort_key" if key == "name" else key
        return list(rows.order_by(f"-{by}" if down else by, "pk")[shown])
    if total <= FEW:
        return _turned(in_order(rows.order_by("pk"), lambda row: getattr(row, key)), down=down)[shown]
    texts = in_order(rows.order_by("pk").values_list("pk", key), itemgetter(1))
    keys = [pk for pk, _text in _turned(texts, down=down)[shown]]
    found = rows.in_bulk(keys)
    return [found[pk] for pk in keys if pk in found]


def _turned(rows: list[Any], *, down: bool) -> list[Any]:
    return rows[::-1] if down else rows


def _header(column: Column, wanted: Wanted, url: str) -> Header:
    style = "num" if column.look is Look.MONEY else ""
    if not column.sortable:
        return Header(column.label, style, "", "")
    up, down = wanted.sort == column.key, wanted.sort == f"-{column.key}"
    turned = replace(wanted, sort=f"-{column.key}" if up else column.key, page=1)
    return Header(column.label, style, turned.address(url), "ascending" if up else "descending" if down else "none")


def _line(listed: Listed, row: Any, wanted: Wanted, key: object) -> Line:
    link = row_address(listed, row, wanted)
    return Line(
        cells=[cell_of(row, column, link=link if column.look is Look.NAME else "") for column in listed.columns],
        active=listed.is_active(row),
        open=getattr(row, listed.key) == key,
    )
