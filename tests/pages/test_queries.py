"""No page makes a query per row: it costs the same with two rows and with forty."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fieldwork.attachments.models import File
from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_payload import EntryPayload
from fieldwork.orders.entry_types import (
    ConfirmedEntry,
    DocumentEntry,
    EntryKind,
    FieldWorkersEntry,
    MessageEntry,
    split_payload,
)
from fieldwork.orders.models import Assignment, Confirmation, Entry, EntryFile, Line, Order
from fieldwork.orders.transitions import State
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from tests.pages.browser_client import Visitor
from tests.pages.company import Nadiya

FEW, MANY = 2, 40
LISTS = ("clients", "order-types", "materials", "services", "workers", "people")


def cost(visitor: Visitor, path: str) -> int:
    """Queries of one page, whatever the process remembers already warm."""
    assert visitor.get(path).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert visitor.get(path).status_code == 200
    return len(asked)


def same_cost(grow: Callable[[int], object], *pages: tuple[Visitor, str]) -> None:
    """`grow(n)` makes it n rows; no page costs more with MANY than with FEW."""
    grow(FEW)
    few = {path: cost(visitor, path) for visitor, path in pages}
    grow(MANY)
    many = {path: cost(visitor, path) for visitor, path in pages}
    assert {path: (few[path], many[path]) for path in many if many[path] > few[path]} == {}


def grow_orders(company: Nadiya, first: Order, count: int) -> None:
    """`count` orders in each state, each with an entry, a line and Diego on it."""
    now, diego = timezone.now(), company.diego.person
    assert diego
    there = Order.objects.filter(number__gte=1000, state=State.CREATED).count()
    orders = [
        Order(
            number=1000 + (there + place) * 10 + index, state=state, name="Fix", description="It", client=first.client,
            order_type=first.order_type, work_start=now, work_completion=now + timedelta(days=1), currency="USD",
            created_at=now, created_by=first.created_by, last_news_at=now, last_seq=1, news_count=1, last_news_seq=1,
        )
        for index, state in enumerate(State)
        for place in range(count - there)
    ]  # fmt: skip
    Order.objects.bulk_create(orders)
    Entry.objects.bulk_create(
        [
            Entry(order=one, seq=1, news_count=1, kind=EntryKind.MESSAGE, author=diego, created_at=now, text="x")
            for one in orders
        ]
    )
    Assignment.objects.bulk_create(
        [Assignment(order=one, person=diego, added_by=first.created_by, added_at=now) for one in orders]
    )


@pytest.mark.parametrize("path", ["/orders", "/orders/groups", "/orders/groups?q=fix", "/orders/groups?q=diego"])
@pytest.mark.parametrize("who", ["layla", "diego"])
def test_the_list_costs_the_same_with_any_number_of_orders(company: Nadiya, who: str, path: str) -> None:
    first = company.release()
    same_cost(lambda count: grow_orders(company, first, count), (getattr(company, who), path))


def grow_journal(order: Order, count: int) -> None:
    """The journal with `count` confirmations, messages with a file, people lines and documents."""
    order.refresh_from_db()
    by = Person.objects.get(email="diego@nadiya.example")
    planned = Line.objects.filter(order=order, confirmation=None).first()
    assert planned
    for number in range(order.confirmations.count() + 1, count + 1):
        now = timezone.now()
        done = Confirmation.objects.create(order=order, number=number, author=by, created_at=now, last=False)
        Line.objects.create(
            order=order, confirmation=done, position=100 + number, kind=planned.kind, product=planned.product,
            worker=planned.worker, code=planned.code, name=planned.name, amount=planned.amount, price=planned.price,
            subtotal=planned.subtotal,
        )  # fmt: skip
        seq = Entry.objects.filter(order=order).count()
        state = State.PARTIALLY_CONFIRMED
        written: list[tuple[EntryPayload, Person | None]] = [
            (ConfirmedEntry(confirmation=number, version=number, from_state=state, last=False, note=""), by),
            (MessageEntry(text="Look"), by),
            (FieldWorkersEntry(added=["Diego"], removed=[]), by),
            (DocumentEntry(version=number, title=DocumentType.STATEMENT), None),
        ]
        made = [stored(payload, order, at, who, now) for at, (payload, who) in enumerate(written, seq + 1)]
        Entry.objects.bulk_create(made)
        attach(made[1], by)
    there = Entry.objects.filter(order=order).count()
    Order.objects.filter(pk=order.pk).update(last_seq=there, news_count=there, last_news_seq=there)


def stored(payload: EntryPayload, order: Order, seq: int, author: Person | None, now: datetime) -> Entry:
    text, data = split_payload(payload)
    return Entry(
        order=order, seq=seq, news_count=seq, kind=payload.kind, author=author, created_at=now, text=text, data=data
    )


def attach(entry: Entry, by: Person) -> None:
    """A picture and another file at the entry."""
    for place, kind in enumerate(("image/png", "application/octet-stream")):
        file = File.objects.create(
            name="f", size=1, sha256="0" * 64, content_type=kind, storage_path=uuid.uuid4().hex, uploaded_by=by,
            uploaded_at=timezone.now(),
        )  # fmt: skip
        EntryFile.objects.create(entry=entry, file=file, position=place)


@pytest.mark.parametrize("who", ["layla", "diego"])
def test_an_order_costs_the_same_with_any_number_of_entries(company: Nadiya, who: str) -> None:
    order, visitor = company.release(), getattr(company, who)
    parts = [f"/orders/{order.number}/parts/{name}" for name in ("head", "actions", "details")]
    pages = [
        f"/orders/{order.number}",
        f"/orders/{order.number}/entries?after=0",
        f"/orders/{order.number}/confirmation",
    ]
    same_cost(lambda count: grow_journal(order, count), *[(visitor, path) for path in (*pages, *parts)])


def test_earlier_entries_cost_the_same_with_any_number(company: Nadiya) -> None:
    order = company.release()
    grow_journal(order, MANY)
    few = cost(company.layla, f"/orders/{order.number}/entries?before=10")
    assert cost(company.layla, f"/orders/{order.number}/entries?before=90") <= few


def grow_field_workers(order: Order, count: int) -> None:
    """`count` more people on the order."""
    for number in range(order.assignments.count(), count):
        email = f"w{number}@nadiya.example"
        person = add_person(email=email, name=f"Worker {number}", roles=Role.FIELD_WORKER, password=None)
        Assignment.objects.create(order=order, person=person, added_by=person, added_at=timezone.now())


def test_an_order_costs_the_same_with_any_number_of_people(company: Nadiya) -> None:
    order = company.release()
    pages = [f"/orders/{order.number}{end}" for end in ("", "/field-workers", "/parts/head", "/parts/details")]
    same_cost(lambda count: grow_field_workers(order, count), *[(company.layla, path) for path in pages])


def grow_lists(count: int) -> None:
    """`count` more rows in every list of master data."""
    for number in range(Client.objects.filter(code__startswith="n").count(), count):
        code, name = f"n{number}", f"Name {number}"
        Client.objects.create(code=code, name=name)
        OrderType.objects.create(code=code, name=name)
        for kind in ("material", "service"):
            Product.objects.create(kind=kind, code=code, name=name, unit="piece", price=1)
        person = add_person(email=f"{code}@nadiya.example", name=name, roles=Role.FIELD_WORKER, password=None)
        Worker.objects.create(code=code, name=name, price=1, person=person)


def test_lists_of_master_data_cost_the_same_with_any_number_of_rows(company: Nadiya) -> None:
    paths = [f"/{slug}{end}" for slug in LISTS for end in ("", "?q=name", "?show=all")]
    same_cost(grow_lists, *[(company.noor, path) for path in paths])


def test_pickers_cost_the_same_with_any_number_of_rows(company: Nadiya) -> None:
    paths = [f"/lookup/{slug}{end}" for slug in LISTS if slug != "people" for end in ("", "?q=name")]
    same_cost(grow_lists, *[(company.layla, path) for path in paths])


def test_control_a_query_per_row_is_seen(company: Nadiya) -> None:
    grow_lists(FEW)
    with CaptureQueriesContext(connection) as few:
        assert all(str(worker.person) for worker in Worker.objects.filter(person__isnull=False))
    grow_lists(MANY)
    with CaptureQueriesContext(connection) as many:
        assert all(str(worker.person) for worker in Worker.objects.filter(person__isnull=False))
    assert len(many) > len(few)
