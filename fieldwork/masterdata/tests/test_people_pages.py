"""People: added, edited, let in or no longer, and never without an administrator."""

import uuid
from collections.abc import Mapping

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from fieldwork.masterdata.actions.save_person import save_new_person, set_person_active
from fieldwork.masterdata.tests.conftest import OpenAs
from fieldwork.masterdata.tests.test_save_row import fault_at
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Forbidden

FETCH = {"X-Requested-With": "fetch"}
PASSWORD = "correct horse battery"
DIEGO = {
    "name": "Diego González", "email": "Diego@Nadiya.example", "job_title": "IT technician", "roles": "8",
    "password": PASSWORD, "password_again": PASSWORD,
}  # fmt: skip
LAST = "This is the last active administrator. Make somebody else an administrator first."


@pytest.fixture
def browser(noor: Person, open_as: OpenAs) -> Browser:
    return open_as(noor)


def send(browser: Browser, path: str, fields: Mapping[str, object]) -> HttpResponse:
    answer = browser.post(path, fields, headers=FETCH)
    assert isinstance(answer, HttpResponse)
    return answer


def test_a_person_is_added_and_can_sign_in(browser: Browser) -> None:
    assert send(browser, "/people", {**DIEGO, "roles": ["8", "4"]}).status_code == 200
    diego = Person.objects.get(email="diego@nadiya.example")
    assert (diego.roles, diego.check_password(PASSWORD)) == (Role.FIELD_WORKER | Role.SUPERVISOR, True)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "This is required"),
        ("name", "n" * 101, "At most 100 characters, this has 101"),
        ("email", "", "This is required"),
        ("email", "diego", "Enter an e-mail address such as name@example.com"),
        ("email", "NOOR@nadiya.example", "Somebody else has this address"),
        ("job_title", "j" * 101, "At most 100 characters, this has 101"),
        ("password", "short", "This password is too short. It must contain at least 8 characters."),
        ("password", "password", "This password is too common."),
        ("password", "p" * 201, "At most 200 characters, this has 201"),
        ("password_again", "another one", "The two passwords differ"),
    ],
)
def test_the_form_says_what_is_wrong_at_its_field(field: str, typed: str, sentence: str, browser: Browser) -> None:
    answer = send(browser, "/people", {**DIEGO, field: typed})
    assert answer.status_code == 422
    assert fault_at(answer, field) == sentence
    assert Person.objects.count() == 1
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize(
    ("roles", "sentence"),
    [([], "Choose at least one role"), (["16"], "Choose one from the list"), (["x"], "Choose one from the list")],
)
def test_roles_are_some_of_the_four(roles: list[str], sentence: str, browser: Browser) -> None:
    answer = send(browser, "/people", {**DIEGO, "roles": roles})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_what_was_typed_stays_and_the_password_is_asked_for_again(browser: Browser) -> None:
    answer = send(browser, "/people", {**DIEGO, "email": "diego"})
    page = answer.content.decode()
    assert 'value="Diego González"' in page
    assert 'value="8" checked' in page
    assert fault_at(answer, "password") == "Type the password again: it is not sent back to this page"


def test_each_role_says_what_it_may_do(browser: Browser) -> None:
    page = browser.get("/people/new").content.decode()
    assert "See every order · Create service orders" in page
    assert "Release or reject service orders" in page
    assert "See and confirm the orders they were added to" in page


def test_a_person_is_edited_and_an_empty_password_keeps_the_old_one(browser: Browser) -> None:
    send(browser, "/people", DIEGO)
    diego = Person.objects.get(email="diego@nadiya.example")
    edited = {**DIEGO, "job_title": "", "roles": "4", "password": "", "password_again": ""}
    assert send(browser, f"/people/{diego.pk}", edited)["X-Location"] == f"/people/{diego.pk}"
    diego.refresh_from_db()
    assert (diego.job_title, diego.roles, diego.check_password(PASSWORD)) == ("", Role.SUPERVISOR, True)


def test_the_same_form_sent_twice_adds_one_person(browser: Browser) -> None:
    fields = {**DIEGO, "submission_id": str(uuid.uuid4())}
    places = {send(browser, "/people", fields)["X-Location"] for _ in range(2)}
    assert len(places) == 1
    assert Person.objects.count() == 2


def test_a_new_password_ends_the_persons_sessions(browser: Browser, layla: Person, open_as: OpenAs) -> None:
    hers = open_as(layla)
    assert hers.get("/clients").status_code == 200
    fields = {**DIEGO, "name": "Layla", "email": layla.email, "roles": "2"}
    assert send(browser, f"/people/{layla.pk}", fields).status_code == 200
    assert hers.get("/clients").status_code == 302


def test_ones_own_new_password_does_not_sign_one_out(browser: Browser, noor: Person) -> None:
    fields = {**DIEGO, "name": "Noor", "email": noor.email, "roles": "1"}
    assert send(browser, f"/people/{noor.pk}", fields).status_code == 200
    assert browser.get("/people").status_code == 200


def test_a_deactivated_person_is_out_at_once_and_may_come_back(
    browser: Browser, layla: Person, open_as: OpenAs
) -> None:
    hers = open_as(layla)
    assert send(browser, f"/people/{layla.pk}/activity", {"active": "no"}).status_code == 200
    assert hers.get("/clients").status_code == 302
    send(browser, f"/people/{layla.pk}/activity", {"active": "yes"})
    assert open_as(layla).get("/clients").status_code == 200


def test_the_last_administrator_stays_active(browser: Browser, noor: Person) -> None:
    answer = send(browser, f"/people/{noor.pk}/activity", {"active": "no"})
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert LAST in answer.content.decode()
    noor.refresh_from_db()
    assert noor.is_active


def test_the_last_administrator_keeps_the_role(browser: Browser, noor: Person) -> None:
    fields = {**DIEGO, "name": "Noor", "email": noor.email, "roles": "2"}
    answer = send(browser, f"/people/{noor.pk}", fields)
    assert answer.status_code == 422
    assert LAST in answer.content.decode()
    noor.refresh_from_db()
    assert noor.roles == Role.ADMINISTRATOR


def test_an_administrator_may_step_down_when_there_is_another(browser: Browser, noor: Person, layla: Person) -> None:
    Person.objects.filter(pk=layla.pk).update(roles=Role.ADMINISTRATOR)
    fields = {**DIEGO, "name": "Noor", "email": noor.email, "roles": "2"}
    assert send(browser, f"/people/{noor.pk}", fields)["X-Location"] == "/orders"


def test_an_action_asks_for_the_right_itself(layla: Person, diego: Person) -> None:
    with pytest.raises(Forbidden):
        save_new_person(name="x", email="x@y.example", job_title="", roles=1, password="x", by=layla)
    with pytest.raises(Forbidden):
        set_person_active(diego, active=False, by=layla)


def test_a_person_is_found_without_accents(browser: Browser, diego: Person) -> None:
    page = browser.get("/people?q=gonzalez").content.decode()
    assert "Diego González" in page
    assert f'href="/people/{diego.pk}?q=gonzalez"' in page
    assert ">layla@" not in page
