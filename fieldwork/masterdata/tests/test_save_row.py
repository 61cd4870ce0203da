"""Adding, editing, deactivating a row, by page and by action."""

import html
import re
import uuid
from urllib.parse import unquote

import pytest
from django.db.utils import IntegrityError
from django.http import HttpResponse
from django.test import Client as Browser

from fieldwork.masterdata.actions.save_row import add_row, edit_row
from fieldwork.masterdata.actions.set_active import set_active
from fieldwork.masterdata.active_rows import active_client, active_products
from fieldwork.masterdata.models import Client, Product, Worker
from fieldwork.masterdata.tests.conftest import OpenAs
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden, Invalid
from fieldwork.rest.idempotency import idempotent, make_submission
from tests.concurrent_actors import at_once

FETCH = {"X-Requested-With": "fetch"}
MATERIAL = {"name": "Patch cable", "code": "MAT-1", "unit": "piece", "price": "6.50"}
CLIENT = {
    "name": "ACME",
    "code": "acme",
    "contact": "Wren",
    "address": "1 Lane\nMadrid",
    "phone": "1",
    "email": "a@b.example",
}
WORKER = {"name": "Diego González", "code": "diego", "job_title": "IT technician", "price": "45"}


@pytest.fixture
def browser(noor: Person, open_as: OpenAs) -> Browser:
    return open_as(noor)


def send(browser: Browser, path: str, fields: dict[str, str]) -> HttpResponse:
    answer = browser.post(path, fields, headers=FETCH)
    assert isinstance(answer, HttpResponse)
    return answer


def fault_at(answer: HttpResponse, field: str) -> str:
    page = answer.content.decode()
    found = re.search(rf'id="id_{field}_error".*?<span>(.*?)</span>', page, re.DOTALL)
    assert found, f"no fault at {field}"
    control = re.search(rf'<(?:input|textarea|select)[^>]*id="id_{field}"[^>]*>', page)
    assert control
    assert 'aria-invalid="true"' in control[0]
    assert f"id_{field}_error" in control[0]
    return html.unescape(found[1])


def test_a_row_that_is_edited_is_not_left_without_a_question(browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    form = re.search(r'<form id="row-form"[^>]*>', browser.get("/clients/acme").content.decode())
    assert form
    assert 'data-controller="form unsaved-guard"' in form[0]


def test_a_new_row_is_added_and_shown(browser: Browser) -> None:
    answer = send(browser, "/clients?q=ac", CLIENT)
    assert (answer.status_code, answer["X-Location"]) == (200, "/clients/acme?q=ac")
    assert Client.objects.values_list("name", "address", "active").get() == ("ACME", "1 Lane\nMadrid", True)
    assert "Added" in browser.get("/clients/acme").content.decode()
    assert "Added" not in browser.get("/clients/acme").content.decode()


def test_a_browser_without_scripts_is_led_on(browser: Browser) -> None:
    answer = browser.post("/clients", CLIENT)
    assert (answer.status_code, answer["Location"]) == (302, "/clients/acme")


def test_a_price_is_kept_in_minor_units(browser: Browser) -> None:
    assert send(browser, "/materials", {**MATERIAL, "price": "6,5"})["X-Location"] == "/materials/MAT-1"
    assert Product.objects.get().price == 650
    page = browser.get("/materials/MAT-1").content.decode()
    assert 'value="6.50"' in page
    assert "A new price is used for new orders. Orders that exist keep theirs." in page


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "This is required"),
        ("name", "  \x00\x07 ", "This is required"),
        ("name", "n" * 201, "At most 200 characters, this has 201"),
        ("code", "a b", "Use letters, digits, - and _ only"),
        ("code", "../x", "Use letters, digits, - and _ only"),
        ("code", "acme\n", None),
        ("code", "é", "Use letters, digits, - and _ only"),
        ("code", "NEW", "This word is taken by the program"),
        ("code", "c" * 51, "At most 50 characters, this has 51"),
        ("unit", "", "This is required"),
        ("unit", "u" * 31, "At most 30 characters, this has 31"),
        ("price", "", "This is required"),
        ("price", "-1", "A price cannot be negative"),
        ("price", "free", "Enter a number"),
        ("price", "1.234", "Too many decimals"),
        ("price", "1e9", "Enter a number"),
        ("price", "NaN", "Enter a number"),
        ("price", "٤٥", "Enter a number"),
        ("price", "99999999999", "This number is too large"),
        ("price", "9" * 41, "At most 40 characters, this has 41"),
        ("price", "0", None),
    ],
)
def test_a_product_says_what_is_wrong_at_its_field(
    field: str, typed: str, sentence: str | None, browser: Browser
) -> None:
    answer = send(browser, "/materials", {**MATERIAL, field: typed})
    if sentence is None:
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert fault_at(answer, field) == sentence
    assert not Product.objects.exists()
    for other, kept in MATERIAL.items():
        if other != field:
            assert f'value="{kept}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("contact", "c" * 101, "At most 100 characters, this has 101"),
        ("address", "a" * 501, "At most 500 characters, this has 501"),
        ("phone", "1" * 51, "At most 50 characters, this has 51"),
        ("email", "nobody", "Enter an e-mail address such as name@example.com"),
        ("email", f"{'e' * 250}@b.example", "At most 254 characters, this has 260"),
    ],
)
def test_a_client_says_what_is_wrong_at_its_field(field: str, typed: str, sentence: str, browser: Browser) -> None:
    answer = send(browser, "/clients", {**CLIENT, field: typed})
    assert (answer.status_code, fault_at(answer, field)) == (422, sentence)
    assert not Client.objects.exists()


def test_a_code_is_taken_once_whatever_its_case(browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    answer = send(browser, "/clients", {**CLIENT, "name": "Other", "code": "ACME"})
    assert (answer.status_code, fault_at(answer, "code")) == (422, "This code is taken")
    send(browser, "/clients", {**CLIENT, "name": "Other", "code": "other"})
    assert fault_at(send(browser, "/clients/other", {**CLIENT, "code": "acme"}), "code") == "This code is taken"


def test_a_material_and_a_service_may_share_a_code(browser: Browser) -> None:
    assert send(browser, "/materials", MATERIAL).status_code == 200
    assert send(browser, "/services", MATERIAL).status_code == 200
    assert set(active_products(["MAT-1"])) == {("material", "MAT-1"), ("service", "MAT-1")}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Bluebird Café", "bluebird-cafe"),
        ("ACME", "acme-3"),
        ("New", "new-2"),
        ("数据", "client"),
        ("x" * 200, "x" * 40),
        # faults.md A15
        ("Łódź", "lodz"),
        ("Straße & Söhne", "strasse-sohne"),
        ("STRAẞE", "strasse"),
        ("Møller Ærø Đurđević", "moller-aero-durdevic"),
        ("Þór Guðmundsson", "thor-gudmundsson"),
        ("Işık İnşaat", "isik-insaat"),
        ("L’Œuvre cœur", "loeuvre-coeur"),
        ("Ħal Għargħur Ŋ Ŧ", "hal-gharghur-ng-t"),
    ],
)
def test_a_code_is_made_from_the_name(name: str, code: str, browser: Browser, noor: Person) -> None:
    add_row(Client(name="ACME", code="Acme"), by=noor)
    add_row(Client(name="ACME"), by=noor)
    assert unquote(send(browser, "/clients", {"name": name})["X-Location"]) == f"/clients/{code}"


MARKS = "a" + "\u0323\u0300" * 20_000


@pytest.mark.parametrize("field", ["name", "contact", "address", "phone", "email", "copies_to", "code"])
def test_a_text_far_too_long_is_refused_before_it_is_normalised(field: str, browser: Browser) -> None:
    """faults.md A16"""
    answer = send(browser, "/clients", {**CLIENT, field: MARKS})
    assert answer.status_code == 422
    assert fault_at(answer, field).endswith(f"this has {len(MARKS)}")


def test_a_row_pasted_with_marks_that_nobody_sees_is_kept_without_them(browser: Browser) -> None:
    """faults.md A10"""
    send(browser, "/materials", {**MATERIAL, "price": "\u200e6.\u00ad50\u2069", "code": "MAT\u200d-1\u200e"})
    assert Product.objects.values_list("code", "price").get() == ("MAT-1", 650)
    pasted = {"email": "\u200ea@b.\u00adexample", "copies_to": "c@d.example\u200f\n\u200ee@f.example"}
    send(browser, "/clients", CLIENT | pasted)
    assert Client.objects.values_list("email", "copies_to").get() == ("a@b.example", "c@d.example\ne@f.example")
    assert fault_at(send(browser, "/clients", {**CLIENT, "name": "\u3164\u2800"}), "name") == "This is required"


def test_a_row_is_edited_and_may_get_another_code(browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    answer = send(browser, "/clients/acme", {**CLIENT, "code": "acme-madrid", "contact": ""})
    assert answer["X-Location"] == "/clients/acme-madrid"
    assert Client.objects.values_list("code", "contact").get() == ("acme-madrid", "")
    assert browser.get("/clients/acme").status_code == 404


def test_a_code_cannot_be_emptied(browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    assert fault_at(send(browser, "/clients/acme", {**CLIENT, "code": ""}), "code") == "This is required"


def test_an_edited_row_is_found_by_its_new_name(browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    send(browser, "/clients/acme", {**CLIENT, "name": "Ünlü"})
    assert "Ünlü" in browser.get("/clients?q=unlu").content.decode()


def test_a_deactivated_row_is_no_longer_offered_and_can_come_back(browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    assert send(browser, "/clients/acme/activity", {"active": "no"})["X-Location"] == "/clients/acme"
    assert active_client("acme") is None
    assert "data-value" not in browser.get("/lookup/clients").content.decode()
    assert "Inactive" in browser.get("/clients/acme").content.decode()
    send(browser, "/clients/acme/activity", {"active": "yes"})
    assert active_client("acme")


@pytest.mark.parametrize("active", ["", "maybe", "1"])
def test_an_activity_that_is_none_changes_nothing(active: str, browser: Browser) -> None:
    send(browser, "/clients", CLIENT)
    assert send(browser, "/clients/acme/activity", {"active": active}).status_code == 422
    assert active_client("acme")


def test_the_same_form_sent_twice_adds_one_row(browser: Browser) -> None:
    fields = {"name": "ACME", "submission_id": str(uuid.uuid4())}
    places = {send(browser, "/clients", fields)["X-Location"] for _ in range(2)}
    assert places == {"/clients/acme"}
    send(browser, "/clients", {**fields, "submission_id": str(uuid.uuid4())})
    assert Client.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_adds_one_row(noor: Person) -> None:
    sending = make_submission(uuid.uuid4(), {"name": "ACME"})

    def send() -> Client | None:
        return idempotent(sending, lambda: add_row(Client(name="ACME"), by=noor), by=noor, model=Client)

    kept = at_once(*[send] * 2)
    assert [getattr(row, "code", row) for row in kept] == ["acme", "acme"]
    assert Client.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_its_identity_the_same_form_would_add_two(noor: Person) -> None:
    at_once(*[lambda: add_row(Client(name="ACME"), by=noor)] * 2)
    assert Client.objects.count() == 2


def test_a_worker_signs_in_as_one_person_at_most(browser: Browser, diego: Person, noor: Person) -> None:
    assert send(browser, "/workers", {**WORKER, "person": str(diego.pk)}).status_code == 200
    other = send(browser, "/workers", {**WORKER, "code": "two", "person": str(diego.pk)})
    assert fault_at(other, "person") == "Choose one from the list"
    with pytest.raises(Invalid) as late:
        add_row(Worker(name="Two", price=1, person=diego), by=noor)
    assert late.value.errors == {"person": "This person is another worker already"}
    assert send(browser, "/workers/diego", {**WORKER, "person": ""}).status_code == 200
    assert Worker.objects.get().person is None


def test_an_action_asks_for_the_right_itself(layla: Person, noor: Person) -> None:
    row = add_row(Client(name="ACME"), by=noor)
    for act in (
        lambda: add_row(Client(name="B"), by=layla),
        lambda: edit_row(row, by=layla),
        lambda: set_active(row, active=False, by=layla),
    ):
        with pytest.raises(Forbidden):
            act()


def test_an_action_refuses_what_no_form_has_checked(noor: Person) -> None:
    with pytest.raises(Invalid) as wrong:
        add_row(Product(kind="thing", name="n" * 201, unit="", price=5, code="a b"), by=noor)
    assert set(wrong.value.errors) == {"kind", "name", "unit", "code"}


def test_the_database_refuses_a_negative_price(db: None) -> None:
    with pytest.raises(IntegrityError):
        Product.objects.create(kind="material", code="x", name="x", unit="x", price=-1)
