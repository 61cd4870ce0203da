"""What the database itself refuses, whoever writes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from fieldwork.masterdata.models import Company, Product
from fieldwork.orders.models import Assignment, Confirmation, DocumentVersion, Entry, Line, Order, ReadReceipt, Release
from fieldwork.people.models import Person
from tests.worked_example import Team, made, partially_confirmed

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Row = models.Model


def saved(row: Row, **changes: Any) -> None:
    """Saves the row with other values, past every rule of the program."""
    for name, value in changes.items():
        setattr(row, name, value)
    with transaction.atomic():
        row.save(force_update=True)


def copied(row: Row, **changes: Any) -> None:
    """Adds the row once more with other values."""
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    with transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"subtotal": 6001}, {"subtotal": 5999}, {"subtotal": -6000}, {"amount": 0}, {"amount": -1000},
        {"amount": 1_000_000_001}, {"price": -1}, {"price": 100_000_000_001}, {"kind": "gift"},
        {"kind": "labour"}, {"product": None},
    ],
)  # fmt: skip
def test_a_wrong_line_is_refused(team: Team, change: dict[str, Any]) -> None:
    line = made(team).lines.get(kind="service")
    with pytest.raises(IntegrityError):
        saved(line, **change)


@pytest.mark.parametrize(
    ("amount", "price", "subtotal", "right"),
    [(1, 500, 1, True), (1, 499, 0, True), (1, 499, 1, False), (1, 500, 0, False), (333, 3, 1, True),
     (1500, 333, 500, True), (1500, 333, 499, False), (10**9, 10**9, 10**15, True)],
)  # fmt: skip
def test_a_subtotal_is_rounded_half_up(team: Team, amount: int, price: int, subtotal: int, right: bool) -> None:
    line = made(team).lines.get(kind="material")
    change = {"amount": amount, "price": price, "subtotal": subtotal}
    if right:
        saved(line, **change)
        return
    with pytest.raises(IntegrityError):
        saved(line, **change)


def test_labour_is_rounded_by_the_hour(team: Team) -> None:
    line = made(team).lines.get(kind="labour")
    saved(line, amount=20, price=4499, subtotal=1500)
    with pytest.raises(IntegrityError):
        saved(line, amount=20, price=4499, subtotal=1499)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "paused"},
        {"state": ""},
        {"number": 0},
        {"number": -1},
        {"name": ""},
        {"revision": -1},
        {"last_seq": -1},
    ],
)
def test_a_wrong_order_is_refused(team: Team, change: dict[str, Any]) -> None:
    order = made(team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(**change)


def test_an_order_ends_after_its_start(team: Team) -> None:
    order = made(team)
    with pytest.raises(IntegrityError):
        saved(order, work_completion=order.work_start)


ONCE: list[Callable[[Order], Row]] = [
    lambda order: order.lines.all()[0],
    lambda order: order.entries.all()[0],
    lambda order: order.confirmations.all()[0],
    lambda order: order.versions.all()[0],
    lambda order: order.assignments.all()[0],
    lambda order: order.read_receipts.all()[0],
    lambda order: Release.objects.get(order=order),
]
NAMES = [kind.__name__ for kind in (Line, Entry, Confirmation, DocumentVersion, Assignment, ReadReceipt, Release)]


@pytest.mark.parametrize("find", ONCE, ids=NAMES)
def test_what_happens_once_is_kept_once(team: Team, find: Callable[[Order], Row]) -> None:
    order = partially_confirmed(team)
    with pytest.raises(IntegrityError):
        copied(find(order))


def test_an_entry_is_of_a_known_kind_and_counted_from_1(team: Team) -> None:
    entry = made(team).entries.get()
    for change in ({"kind": "gossip"}, {"seq": 0}):
        with pytest.raises(IntegrityError):
            saved(Entry.objects.get(pk=entry.pk), **change)


def test_an_order_has_one_last_confirmation_and_a_fast_one_is_the_last(team: Team) -> None:
    order = partially_confirmed(team)
    copied(order.confirmations.get(), number=2, last=True)
    with pytest.raises(IntegrityError):
        copied(order.confirmations.get(number=2), number=3, last=True)
    with pytest.raises(IntegrityError):
        saved(order.confirmations.get(number=1), fast=True)


def test_what_is_named_by_an_order_is_not_deleted(team: Team) -> None:
    order = made(team)
    for row in (order.client, order.order_type, team.layla, Product.objects.get(code="patch-cable")):
        with pytest.raises(models.ProtectedError):
            row.delete()


def test_there_is_one_company(team: Team) -> None:
    company = Company.objects.get()
    with pytest.raises(IntegrityError):
        copied(company)
    with pytest.raises(IntegrityError), transaction.atomic():
        Company.objects.update(id=2)


@pytest.mark.parametrize("change", [{"price": -1}, {"price": 10**11 + 1}, {"kind": "gift"}, {"code": ""}, {"unit": ""}])
def test_a_wrong_product_is_refused(team: Team, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        saved(Product.objects.get(code="patch-cable"), **change)


@pytest.mark.parametrize("change", [{"roles": 16}, {"roles": -1}, {"name": ""}, {"email": "Layla@nadiya.example"}])
def test_a_wrong_person_is_refused(team: Team, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        saved(Person.objects.get(pk=team.layla.pk), **change)


def test_a_read_mark_is_not_negative(team: Team) -> None:
    with pytest.raises(IntegrityError):
        saved(ReadReceipt.objects.get(order=made(team)), seq=-1)
