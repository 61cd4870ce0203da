"""The first start of an empty installation, the checklist after it, and the door of a demo."""

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from fieldwork.masterdata.actions.save_row import add_row
from fieldwork.masterdata.actions.set_up_company import Beginning, set_up_company
from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker
from fieldwork.masterdata.setup_checklist import setup_steps
from fieldwork.masterdata.tests.conftest import OpenAs
from fieldwork.masterdata.tests.test_save_row import fault_at
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Conflict
from tests.concurrent_actors import at_once

FETCH = {"X-Requested-With": "fetch"}
PASSWORD = "correct horse battery"
NADIYA = {
    "company_name": "Nadiya IT", "currency": "EUR", "language": "en", "time_zone": "Europe/Madrid",
    "name": "Noor Haddad", "email": "Noor@Nadiya.example", "password": PASSWORD, "password_again": PASSWORD,
}  # fmt: skip
BEGINNING = Beginning("Nadiya IT", "EUR", "en", "UTC", "Noor", "noor@nadiya.example", PASSWORD)


def send(browser: Browser, fields: dict[str, str]) -> HttpResponse:
    answer = browser.post("/start", fields, headers=FETCH, SERVER_NAME="localhost")
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize("path", ["/", "/orders", "/clients/acme", "/sign-in", "/nothing"])
def test_every_page_of_an_empty_installation_leads_to_the_start(path: str, db: None) -> None:
    answer = Browser().get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/start")


def test_programs_are_told_that_nothing_is_set_up(db: None) -> None:
    assert Browser().get("/api/v1/orders").status_code == 503
    assert Browser().get("/orders", headers={"HX-Request": "true"}).status_code == 503


def test_a_company_starts_with_its_administrator_signed_in(db: None) -> None:
    browser = Browser()
    assert browser.get("/start").status_code == 200
    assert send(browser, NADIYA)["X-Location"] == "/orders"
    assert Company.objects.values_list("pk", "name", "currency", "is_demo").get() == (1, "Nadiya IT", "EUR", False)
    noor = Person.objects.get()
    assert (noor.email, noor.roles, noor.check_password(PASSWORD)) == ("noor@nadiya.example", Role.ADMINISTRATOR, True)
    assert browser.get("/company").status_code == 200


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *((field, "") for field in NADIYA),
        ("company_name", "c" * 201),
        ("currency", "DEM"),
        ("language", "xx"),
        ("time_zone", "Nowhere"),
        ("name", "n" * 101),
        ("email", "noor"),
        ("password", "12345678"),
        ("password_again", "different one"),
    ],
)
def test_a_start_with_a_fault_makes_nothing(field: str, typed: str, db: None) -> None:
    answer = send(Browser(), {**NADIYA, field: typed})
    assert answer.status_code == 422
    assert fault_at(answer, "password_again" if (field, typed) == ("password", "") else field)
    assert not Company.objects.exists()
    assert not Person.objects.exists()


def test_there_is_no_second_start(company: Company) -> None:
    assert Browser().get("/start").status_code == 404
    assert send(Browser(), NADIYA).status_code == 404
    with pytest.raises(Conflict):
        set_up_company(BEGINNING)
    assert not Person.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_starts_at_once_one_wins() -> None:
    results = at_once(lambda: set_up_company(BEGINNING), lambda: set_up_company(BEGINNING))
    assert {type(result) for result in results} == {Person, Conflict}
    assert (Company.objects.count(), Person.objects.count()) == (1, 1)


def test_of_a_started_company_only_the_language_is_asked(
    company: Company, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = Browser()
    browser.get("/clients")
    with django_assert_num_queries(1):
        browser.get("/clients")


def test_the_checklist_ticks_what_is_done(noor: Person) -> None:
    assert [step.done for step in setup_steps()] == [False] * 5
    add_row(OrderType(name="Repair"), by=noor)
    add_row(Client(name="ACME"), by=noor)
    add_row(Product(kind="service", name="Visit", unit="visit", price=1), by=noor)
    add_row(Worker(name="Diego", price=1), by=noor)
    assert [step.done for step in setup_steps()] == [True] * 4 + [False]
    Client.objects.update(active=False)
    assert not setup_steps()[1].done


def test_the_checklist_ends_when_a_second_person_is_there(noor: Person, layla: Person) -> None:
    step = setup_steps()[-1]
    assert (step.done, step.url) == (True, "/people/new")


def test_a_demo_lets_anybody_in_as_anybody(
    company: Company, noor: Person, diego: Person, ogechi: Person, layla: Person, open_as: OpenAs
) -> None:
    Company.objects.update(is_demo=True)
    browser = open_as(None)
    page = browser.get("/sign-in?next=/clients").content.decode()
    places = [page.index(f"<b>{person.name}</b>") for person in (layla, ogechi, diego, noor)]
    assert places == sorted(places)
    answer = browser.post("/demo/sign-in", {"person": layla.pk, "next": "/clients"})
    assert answer["Location"] == "/clients"
    assert browser.get("/clients").status_code == 200


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "\\\\evil.example"]
)
def test_a_demo_leads_nowhere_else(place: str, company: Company, layla: Person) -> None:
    Company.objects.update(is_demo=True)
    assert Browser().post("/demo/sign-in", {"person": layla.pk, "next": place})["Location"] == "/orders"


@pytest.mark.parametrize("person", ["", "x", "-1", "0", "99999", "9" * 40, "٣"])
def test_a_demo_knows_its_people(person: str, company: Company) -> None:
    Company.objects.update(is_demo=True)
    assert Browser().post("/demo/sign-in", {"person": person}).status_code == 404


def test_a_demo_does_not_offer_who_is_deactivated(company: Company, layla: Person) -> None:
    Company.objects.update(is_demo=True)
    Person.objects.update(is_active=False)
    assert layla.name not in Browser().get("/sign-in").content.decode()
    assert Browser().post("/demo/sign-in", {"person": layla.pk}).status_code == 404


def test_outside_a_demo_the_door_does_not_exist(company: Company, layla: Person) -> None:
    assert Browser().post("/demo/sign-in", {"person": layla.pk}).status_code == 404
    page = Browser().get("/sign-in").content.decode()
    assert "demo" not in page
    assert layla.name not in page
