"""The orders of a page as plain values: a fixed number of queries, whatever their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, FilteredRelation, Q, Sum

from fieldwork.lists.list_query import OrderListQuery
from fieldwork.lists.sort_orders import SORTS, Cursor
from fieldwork.measures.currencies import Currency
from fieldwork.orders.models import Assignment, Line, Order
from fieldwork.orders.models.order import days_late
from fieldwork.orders.transitions import STATE_ICONS, TERMINAL_STATES, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

WALKED = ("client", "order_type", "first_worker")
"""What lists are sorted by the name of, by the key that is stored with it."""

VALUES = (
    *("number", "state", "name", "client_id", "client__name", "order_type_id", "order_type__name"),
    *("first_worker_id", "first_worker__name", "work_start", "work_completion", "created_at", "created_by__name"),
    *("last_news_at", "news_count", "receipt__news_count", "currency", "digits"),
    *(f"{relation}_walked" for relation in WALKED),
)


@dataclass(frozen=True)
class Row:
    """One order. Amounts in minor units; `confirmed` None before the first confirmation."""

    number: int
    state: State
    name: str
    client: str
    type: str
    first_worker: str
    workers: Sequence[str]
    start: datetime
    due: datetime
    created: datetime
    by: str
    changed: datetime
    unread: int
    days_late: int
    no_worker: bool
    planned: int
    confirmed: int | None
    priced_in: Currency
    values: Any

    @property
    def state_number(self) -> int:
        """1 to 5, as in its name."""
        return list(State).index(self.state) + 1

    @property
    def icon(self) -> str:
        """The icon of the order's state."""
        return STATE_ICONS[self.state]

    @property
    def progress(self) -> int | None:
        """Per cent of the plan that is confirmed; None before the first confirmation or without a plan."""
        return (
            None
            if self.confirmed is None or not self.planned or self.state == State.NOT_PERFORMED
            else round(100 * self.confirmed / self.planned)
        )

    def cursor(self, query: OrderListQuery) -> Cursor:
        """Returns the order's place in the list."""
        sort = SORTS[query.sort_name]
        return sort.cursor([getattr(self.values, name) for name in sort.by])


def rows_of(numbers: Sequence[int], person: Person) -> list[Row]:
    """The orders with these numbers, in this order."""
    orders = Order.objects.filter(pk__in=numbers).order_by()
    orders = orders.annotate(
        receipt=FilteredRelation("read_receipts", condition=Q(read_receipts__person=person)),
        client_walked=F("client__sort_key"),
        order_type_walked=F("order_type__sort_key"),
        first_worker_walked=F("first_worker__sort_key"),
    )
    found = {row.number: row for row in orders.values_list(*VALUES, named=True)}
    sums, workers = _sums(numbers), _workers(numbers)
    office = bool(person.roles & (Role.COORDINATOR | Role.SUPERVISOR))
    return [
        _row(found[number], sums.get(number, (0, None)), workers.get(number, []), person, office=office)
        for number in numbers
        if number in found
    ]


def _row(row: Any, sums: tuple[int, int | None], workers: list[str], person: Person, *, office: bool) -> Row:
    state = State(row.state)
    return Row(
        number=row.number,
        state=state,
        name=row.name,
        client=row.client__name,
        type=row.order_type__name,
        first_worker=row.first_worker__name or "",
        workers=workers,
        start=row.work_start,
        due=row.work_completion,
        created=row.created_at,
        by=row.created_by__name,
        changed=row.last_news_at,
        unread=max(0, row.news_count - (row.receipt__news_count or 0)) if row.last_news_at > person.joined_at else 0,
        days_late=days_late(state, row.work_completion),
        no_worker=office and state not in TERMINAL_STATES and not workers,
        planned=sums[0],
        confirmed=0 if state == State.NOT_PERFORMED else sums[1],
        priced_in=Currency(row.currency, row.digits),
        values=row,
    )


def _sums(numbers: Sequence[int]) -> dict[int, tuple[int, int | None]]:
    lines = Line.objects.filter(order__in=numbers).order_by().values_list("order_id")
    planned, confirmed = Q(confirmation=None), Q(confirmation__isnull=False)
    sums = lines.annotate(planned=Sum("subtotal", filter=planned), confirmed=Sum("subtotal", filter=confirmed))
    return {number: (plan or 0, done) for number, plan, done in sums}


def _workers(numbers: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    added = Assignment.objects.filter(order__in=numbers).order_by("pk").annotate(name=F("person__name"))
    for number, name in added.values_list("order_id", "name"):
        found.setdefault(number, []).append(name)
    return found
