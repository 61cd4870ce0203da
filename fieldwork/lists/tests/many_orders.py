"""Many orders at once, written as rows: lists do not ask how an order came to be."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from fieldwork.collation.folded_text import folded
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Assignment, Entry, Order
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from tests.worked_example import Team

START = datetime(2026, 6, 1, 9, tzinfo=UTC)
STATES = list(State)


def many(team: Team, count: int, *, first: int = 1, state: State | None = None) -> list[Order]:
    """Orders whose clients, types, workers, dates and states repeat at different paces: some differ by number alone."""
    clients = [
        Client.objects.get_or_create(code=f"c{n}", defaults={"name": name, "search": folded(name)})[0]
        for n, name in enumerate(NAMES)
    ]
    types = [OrderType.objects.get_or_create(code=f"t{n}", defaults={"name": f"Type {n}"})[0] for n in range(3)]
    workers: Sequence[Person | None] = [None, team.diego, None, team.outsider, team.diego]
    orders = [
        Order(
            number=number, state=state or STATES[number % 5], name=f"Job {number}", description="It",
            client=clients[number % len(clients)], order_type=types[number % 3], currency="USD",
            work_start=START, work_completion=START + timedelta(hours=1 + number % 7), created_at=START,
            created_by=team.layla, last_news_at=START + timedelta(minutes=number % 4),
            last_seq=1, news_count=1, last_news_seq=1,
            first_worker=workers[number % 5],
        )
        for number in range(first, first + count)
    ]  # fmt: skip
    Order.objects.bulk_create(orders)
    Entry.objects.bulk_create(
        Entry(order=one, seq=1, news_count=1, kind=EntryKind.CREATED, author=team.layla, created_at=START)
        for one in orders
    )
    Assignment.objects.bulk_create(
        Assignment(order=one, person=one.first_worker, added_by=team.layla, added_at=timezone.now())
        for one in orders
        if one.first_worker
    )
    return orders


NAMES = ("ACME", "acme again", "Álvarez", "Übermut", "Zoo", "Zoo")
"""Two with one name, two that sort only without accents, one in lower case."""
