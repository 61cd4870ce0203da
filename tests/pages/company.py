"""The company of product.md §5, as small as the story allows, and what each test needs of an order in some state."""

import json
from dataclasses import dataclass

from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker
from fieldwork.orders.models import Order
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from tests.pages.browser_client import Fields, Visitor

INK = json.dumps(
    {"width": 600, "height": 200, "strokes": [[[10, 10, 0], [100, 100, 10], [200, 50, 20], [300, 150, 30]]]}
)
GOOD_ORDER: Fields = {
    "order_type": "computer-repair",
    "client": "acme",
    "name": "Fix network",
    "description": "Office computers cannot connect to the internet.",
    "work_start": "2026-06-02T12:00",
    "work_completion": "2026-06-03T12:00",
    "products.0.kind": "service",
    "products.0.item": "router-diagnosis",
    "products.0.quantity": "1",
    "products.1.kind": "material",
    "products.1.item": "patch-cable",
    "products.1.quantity": "4",
    "staff.0.worker": "diego",
    "staff.0.hours": "2",
}
GOOD_CONFIRMATION: Fields = {
    "last": "no",
    "note": "",
    "products.0.kind": "service",
    "products.0.item": "router-diagnosis",
    "products.0.quantity": "1",
    "products.1.kind": "material",
    "products.1.item": "patch-cable",
    "products.1.quantity": "2",
    "staff.0.worker": "diego",
    "staff.0.hours": "1,5",
}


@dataclass(frozen=True)
class Nadiya:
    """The people's browsers. `outsider` is a field worker on no order; `stranger` is not signed in."""

    layla: Visitor
    ogechi: Visitor
    diego: Visitor
    noor: Visitor
    outsider: Visitor
    stranger: Visitor

    def create(self, **changes: str) -> Order:
        """Layla's order, created."""
        answer = self.layla.send("/orders", GOOD_ORDER | changes)
        assert answer.status_code == 201, answer.content
        return Order.objects.get(pk=int(answer["X-Location"].rsplit("/", 1)[1]))

    def release(self, order: Order | None = None) -> Order:
        """The order released by Ogechi, and Diego added to it."""
        order = order or self.create()
        yes = self.ogechi.send(f"/orders/{order.number}/release", {"decision": "yes", "signature": INK})
        assert yes.status_code == 201, yes.content
        added = self.layla.send(f"/orders/{order.number}/field-workers", {"users.0": "diego@nadiya.example"})
        assert added.status_code == 201, added.content
        order.refresh_from_db()
        return order


def nadiya() -> Nadiya:
    """Fills an empty database with the company and its people."""
    Company.objects.create(id=1, name="Nadiya IT", currency="USD", language="en", time_zone="Europe/Madrid")
    OrderType.objects.create(code="computer-repair", name="Computer repair")
    OrderType.objects.create(code="old-type", name="Old type", active=False)
    Client.objects.create(code="acme", name="ACME", contact="Ana Rivera", address="1960 Broadway")
    Client.objects.create(code="old-client", name="Old client", active=False)
    _products()
    people = {
        "layla": _person("layla", "Layla Nassar", Role.COORDINATOR, "Service coordinator"),
        "ogechi": _person("ogechi", "Ogechi Adeola", Role.SUPERVISOR, "Head of service"),
        "diego": _person("diego", "Diego González", Role.FIELD_WORKER, "IT technician"),
        "noor": _person("noor", "Noor Haddad", Role.ADMINISTRATOR, "Administrator"),
        "outsider": _person("outsider", "Otto Outsider", Role.FIELD_WORKER, "Electrician"),
    }
    Worker.objects.create(
        code="diego", name="Diego González", job_title="IT technician", price=4500, person=people["diego"]
    )
    Worker.objects.create(code="old-worker", name="Old worker", price=4500, active=False)
    return Nadiya(**{name: Visitor(person) for name, person in people.items()}, stranger=Visitor(None))


def _products() -> None:
    for kind, code, name, unit, price in (
        ("service", "router-diagnosis", "Router diagnosis", "visit", 6000),
        ("material", "patch-cable", "Patch cable", "piece", 650),
        ("material", "router", "Wi-Fi router", "piece", 12900),
    ):
        Product.objects.create(kind=kind, code=code, name=name, unit=unit, price=price)
    Product.objects.create(kind="material", code="old-cable", name="Old cable", unit="piece", price=1, active=False)


def _person(email: str, name: str, role: Role, title: str) -> Person:
    return add_person(
        email=f"{email}@nadiya.example", name=name, roles=role, password=None, job_title=title,
    )  # fmt: skip
