"""The company, the people and the order of product.md §5, and short ways to bring an order into each state."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import ConfirmOrder, CreateOrder, PostMessage
from fieldwork.orders.line_input import line_context
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.transitions import State
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.signatures.signature import Drawn, Point

ZONE = ZoneInfo("Europe/Madrid")
INK = Drawn(600, 200, ((Point(10, 10, 0), Point(100, 100, 10), Point(200, 50, 20), Point(300, 150, 30)),))
Fields = dict[str, Any]

DIAGNOSIS = ("service", "router-diagnosis")
CABLE = ("material", "patch-cable")
ROUTER = ("material", "router-ax3000")


@dataclass(frozen=True)
class Team:
    """Everybody; the outsider is a field worker on no order."""

    layla: Person
    ogechi: Person
    diego: Person
    noor: Person
    outsider: Person


def fill_company() -> Team:
    """An empty database becomes the company of the worked example, priced in USD."""
    Company.objects.create(pk=1, name="Nadiya IT & Consulting", currency="USD", language="en", time_zone=ZONE.key)
    OrderType.objects.create(code="computer-repair", name="Computer repair")
    Client.objects.create(code="acme", name="ACME", contact="Ana Rivera", address="1960 Broadway")
    for (kind, code), name, unit, price in (
        (DIAGNOSIS, "Router diagnosis", "visit", 6000),
        (CABLE, "Patch cable", "piece", 650),
        (ROUTER, "Wi-Fi 6 router AX3000", "piece", 12900),
    ):
        Product.objects.create(kind=kind, code=code, name=name, unit=unit, price=price)
    team = Team(
        layla=person("layla", "Layla Nassar", Role.COORDINATOR),
        ogechi=person("ogechi", "Ogechi Adeola", Role.SUPERVISOR),
        diego=person("diego", "Diego González", Role.FIELD_WORKER),
        noor=person("noor", "Noor Haddad", Role.ADMINISTRATOR),
        outsider=person("otto", "Otto Outsider", Role.FIELD_WORKER),
    )
    Worker.objects.create(code="diego", name="Diego González", job_title="IT technician", price=4500, person=team.diego)
    return team


def person(key: str, name: str, roles: int) -> Person:
    """Somebody who cannot sign in by password."""
    return add_person(email=f"{key}@nadiya.example", name=name, roles=roles, password=None)


def rows(*products: tuple[tuple[str, str], str]) -> list[Fields]:
    """Product rows as forms send them."""
    return [{"kind": kind, "item": code, "quantity": quantity} for (kind, code), quantity in products]


def order_fields(**changes: object) -> Fields:
    """The create form of the worked example as sent."""
    fields: Fields = {
        "order_type": "computer-repair",
        "client": "acme",
        "name": "Fix network",
        "description": "Office computers cannot connect to the internet.",
        "work_start": "2026-06-02T12:00",
        "work_completion": "2026-06-03T12:00",
        "products": rows((DIAGNOSIS, "1"), (CABLE, "4")),
        "staff": [{"worker": "diego", "hours": "2"}],
    }
    return fields | changes


def new_order(**changes: object) -> CreateOrder:
    """The same, read."""
    fields = order_fields(**changes)
    return CreateOrder.parse(fields, line_context(fields, zone=ZONE))


def confirmation_fields(
    products: Sequence[tuple[tuple[str, str], str]], hours: str = "", *, last: bool, **changes: object
) -> Fields:
    """A confirmation form as sent; without `hours` nobody worked."""
    staff = [{"worker": "diego", "hours": hours}] if hours else []
    return {"products": rows(*products), "staff": staff, "last": last} | changes


def confirmation(fields: object, order: Order) -> ConfirmOrder:
    """A confirmation form, read."""
    return ConfirmOrder.parse(fields, line_context(fields, order=order))


def first_confirmation(order: Order, **changes: object) -> ConfirmOrder:
    """Confirmation 1 of the worked example: 140.50, not last."""
    fields = confirmation_fields([(DIAGNOSIS, "1"), (CABLE, "2")], "1.5", last=False)
    return confirmation(fields | changes, order)


def second_confirmation(order: Order, **changes: object) -> ConfirmOrder:
    """Confirmation 2, last: the statement reads 332.25 after it."""
    fields = confirmation_fields([(ROUTER, "1"), (CABLE, "1")], "1:15", last=True)
    return confirmation(fields | changes, order)


def message(words: str = "", files: Iterable[uuid.UUID] = (), answers: int | None = None) -> PostMessage:
    """A message, read."""
    return PostMessage.parse({"text": words, "files": [str(file) for file in files], "answers": answers})


def text(words: str) -> PostMessage:
    """A message without files."""
    return message(words)


def made(team: Team, **changes: object) -> Order:
    """Layla's order, created."""
    return create(new_order(**changes), by=team.layla).order


def released(team: Team) -> Order:
    """Released by Ogechi, Diego added by Layla."""
    order = made(team)
    release(order.number, INK, by=team.ogechi)
    set_field_workers(order.number, [team.diego.email], by=team.layla)
    return again(order)


def partially_confirmed(team: Team) -> Order:
    """With Diego's first confirmation."""
    order = released(team)
    confirm(order.number, first_confirmation(order), by=team.diego)
    return again(order)


def finally_confirmed(team: Team) -> Order:
    """With Diego's second and last one."""
    order = partially_confirmed(team)
    confirm(order.number, second_confirmation(order), by=team.diego)
    return again(order)


def ended_without_work(team: Team) -> Order:
    """Not performed, after the release."""
    order = released(team)
    not_performed(order.number, "The client repaired it", by=team.diego)
    return again(order)


def closed_fast(team: Team) -> Order:
    """Closed with the plan."""
    order = released(team)
    fast_close(order.number, by=team.diego)
    return again(order)


IN_STATE: dict[State, Callable[[Team], Order]] = {
    State.CREATED: made,
    State.RELEASED: released,
    State.PARTIALLY_CONFIRMED: partially_confirmed,
    State.FINALLY_CONFIRMED: finally_confirmed,
    State.NOT_PERFORMED: ended_without_work,
}
"""An order brought into each state by the program's own actions, Diego on it wherever that is possible."""


def again(order: Order) -> Order:
    """The order as the database has it now."""
    return Order.objects.get(pk=order.number)


def journal(order: Order) -> list[Entry]:
    """Its entries in their order."""
    return list(order.entries.select_related("author").order_by("seq"))
