"""The demo company before its first order: people and master data, added as an administrator would."""

from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.demo.catalogue import MATERIALS, ORDER_TYPES, SERVICES, WORKERS, Hand, Item
from fieldwork.demo.clients import CLIENTS, Served
from fieldwork.demo.demo_people import ADMINISTRATOR, PASSWORD, PEOPLE, Somebody, address
from fieldwork.demo.pictures import logo
from fieldwork.masterdata.actions.edit_company import edit_company
from fieldwork.masterdata.actions.save_logo import save_logo
from fieldwork.masterdata.actions.save_person import save_new_person, save_person
from fieldwork.masterdata.actions.save_row import add_row
from fieldwork.masterdata.actions.set_up_company import Beginning, set_up_company
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Client, OrderType, PaperSize, Product, ProductKind, Worker
from fieldwork.people.models import Person

TIME_ZONE = "America/New_York"
COMPANY = Beginning(
    company_name="Nadiya IT & Consulting",
    currency="USD",
    language="en",
    time_zone=TIME_ZONE,
    name=ADMINISTRATOR.name,
    email=address(ADMINISTRATOR.key),
    password=PASSWORD,
    is_demo=True,
)


def begin() -> dict[str, Person]:
    """The people by their key. Raises Conflict if there is a company already."""
    noor = set_up_company(COMPANY)
    save_person(
        noor,
        name=noor.name,
        email=noor.email,
        job_title=ADMINISTRATOR.job_title,
        roles=ADMINISTRATOR.roles,
        password="",
        by=noor,
    )
    _fill_in_company(noor)
    people = {somebody.key: _add_person(somebody, by=noor) for somebody in PEOPLE}
    people[ADMINISTRATOR.key] = noor
    _add_master_data(people, by=noor)
    return people


def _fill_in_company(noor: Person) -> None:
    company = get_company()
    company.tax_id = "59-5550100"
    company.address = "2450 Lakeshore Avenue, Suite 300\nOrlando, Florida 32803"
    company.phone = "+1 407 555 0100"
    company.email = "service@nadiya.example"
    company.paper = PaperSize.A4
    edit_company(company, by=noor)
    save_logo(company, SimpleUploadedFile("nadiya.png", logo(), "image/png"), by=noor)


def _add_person(somebody: Somebody, *, by: Person) -> Person:
    return save_new_person(
        name=somebody.name,
        email=address(somebody.key),
        job_title=somebody.job_title,
        roles=somebody.roles,
        password=PASSWORD,
        by=by,
    )


def _add_master_data(people: dict[str, Person], *, by: Person) -> None:
    for code, name in ORDER_TYPES:
        add_row(OrderType(code=code, name=name), by=by)
    for served in CLIENTS:
        add_row(_client(served), by=by)
    for item in MATERIALS:
        add_row(_product(item, ProductKind.MATERIAL), by=by)
    for item in SERVICES:
        add_row(_product(item, ProductKind.SERVICE), by=by)
    for hand in WORKERS:
        add_row(_worker(hand, people), by=by)


def _client(served: Served) -> Client:
    return Client(
        code=served.code,
        name=served.name,
        contact=served.contact,
        address=served.address,
        phone=f"+1 407 555 {served.phone}",
        email=served.email,
    )


def _product(item: Item, kind: ProductKind) -> Product:
    return Product(kind=kind, code=item.code, name=item.name, unit=item.unit, price=item.price)


def _worker(hand: Hand, people: dict[str, Person]) -> Worker:
    person = people[hand.code] if hand.signs_in else None
    return Worker(code=hand.code, name=hand.name, job_title=hand.job_title, price=hand.price, person=person)
