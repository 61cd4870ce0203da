"""The list of orders grouped by state: a fixed number of queries, whatever the number of orders."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from fieldwork.collation.folded_text import number_in, query_words
from fieldwork.masterdata.models import Client
from fieldwork.masterdata.text_search import matching_people, matching_rows
from fieldwork.orders.entry_types import one_line
from fieldwork.orders.models import Assignment, Order
from fieldwork.orders.models.order import Orders, days_late
from fieldwork.orders.transitions import STATE_ICONS, TERMINAL_STATES, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.text_rules import clean_text

MAX_UNREAD = 99
"""Nobody reads a larger number on a badge, and to count on would mean to look at every order."""

Numbers = QuerySet[Order, int]

PER_GROUP = 12
PER_ENDED_GROUP = 7
"""Fifty orders when all five groups are full; the rest is one click away."""


@dataclass(frozen=True)
class OrderItem:
    """One order in the list."""

    number: int
    name: str
    client: str
    last_news_at: datetime
    line: str
    unread: int
    days_late: int
    no_worker: bool


@dataclass(frozen=True)
class OrderGroup:
    """The newest orders in one state; `count` of all of them."""

    state: State
    state_number: int
    icon: str
    count: int
    items: Sequence[OrderItem]

    @property
    def more(self) -> int:
        """The number of orders that the list leaves out."""
        return self.count - len(self.items)


def grouped_orders(person: Person, *, q: str = "", only: str = "") -> list[OrderGroup]:
    """The groups that have orders; `only` one state, then whole up to 500."""
    visible = matching_orders(Order.objects.visible_to(person), q)
    counts: dict[str, int] = dict(visible.order_by().values_list("state").annotate(n=Count("number")))
    shown = [state for state in State if counts.get(state) and only in ("", state)]
    found = _items(visible, person, {state: 500 if only else _max_shown(state) for state in shown})
    return [
        OrderGroup(
            state,
            place,
            STATE_ICONS[state],
            counts[state],
            found[state],
        )
        for place, state in enumerate(State, start=1)
        if state in shown
    ]


def matching_orders(orders: Orders, q: str) -> Orders:
    """Filters orders: each typed word is the number or occurs in name, description, client or a field worker."""
    for word in query_words(clean_text(q, max_length=100)):
        people = list(matching_people(Person.objects.order_by(), word).values_list("pk", flat=True))
        clients = matching_rows(Client.objects.order_by(), word).values("pk")
        condition = Q(folded__contains=word) | Q(client__in=clients)
        if people:
            condition |= Q(Exists(Assignment.objects.filter(order=OuterRef("pk"), person__in=people)))
        if (number := number_in(word)) is not None:
            condition |= Q(number=number)
        orders = orders.filter(condition)
    return orders


def unread_orders(person: Person) -> int:
    """Counts the visible orders with news the person has not seen; MAX_UNREAD + 1 where there are more."""
    marked = _with_read_receipt(Order.objects.visible_to(person), person)
    unread = Q(receipt__news_count__isnull=True) | Q(receipt__news_count__lt=F("news_count"))
    return marked.filter(unread, last_news_at__gt=person.joined_at)[: MAX_UNREAD + 1].count()


def _max_shown(state: State) -> int:
    return PER_ENDED_GROUP if state in TERMINAL_STATES else PER_GROUP


def _items(visible: Orders, person: Person, limits: dict[State, int]) -> dict[State, list[OrderItem]]:
    """The newest orders of each state: keys by an index per state, then all of them in one query."""
    newest = visible.order_by("-last_news_at", "-number").values_list("pk", flat=True)
    keys = _union([newest.filter(state=state)[:count] for state, count in limits.items()])
    office = bool(person.roles & (Role.COORDINATOR | Role.SUPERVISOR))
    found: dict[State, list[OrderItem]] = {state: [] for state in limits}
    for row in _rows(keys, person):
        state = State(row.state)
        item = OrderItem(
            number=row.number,
            name=row.name,
            client=row.client__name,
            last_news_at=row.last_news_at,
            line=_last_line(row),
            unread=max(0, row.news_count - (row.receipt__news_count or 0))
            if row.last_news_at > person.joined_at
            else 0,
            days_late=days_late(state, row.work_completion),
            no_worker=office and state not in TERMINAL_STATES and not row.has_worker,
        )
        found.setdefault(state, []).append(item)
    return found


def _last_line(row: Any) -> str:
    author, deleted = row.last__author__name or "", row.last__deleted_at is not None
    return one_line(row.last__kind, row.last__text, row.last__data, author=author, order=row.number, deleted=deleted)


def _union(parts: Sequence[Numbers]) -> list[int]:
    """Runs limited per-state queries as one UNION, or one by one on SQLite, which has no LIMIT inside UNION."""
    if len(parts) > 1 and connection.features.supports_slicing_ordering_in_compound:
        return list(parts[0].union(*parts[1:], all=True))
    return [key for part in parts for key in part]


def _rows(keys: list[int], person: Person) -> Iterable[Any]:
    """Orders with their newest entry, as plain values: making objects of them is most of what a list would cost."""
    orders = _with_read_receipt(Order.objects.filter(pk__in=keys), person).annotate(
        last=FilteredRelation("entries", condition=Q(entries__seq=F("last_news_seq"))),
        has_worker=Exists(Assignment.objects.filter(order=OuterRef("pk"))),
    )
    return orders.order_by("-last_news_at", "-number").values_list(
        *(
            "number",
            "state",
            "name",
            "client__name",
            "last_news_at",
            "news_count",
            "work_completion",
            "receipt__news_count",
        ),
        *("last__kind", "last__text", "last__data", "last__deleted_at", "last__author__name", "has_worker"),
        named=True,
    )


def _with_read_receipt(orders: Orders, person: Person) -> Orders:
    return orders.annotate(receipt=FilteredRelation("read_receipts", condition=Q(read_receipts__person=person)))
