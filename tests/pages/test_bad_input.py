"""Every field, every way to fill it wrongly: told at the field, nothing lost, nothing saved, never a 500."""

import io
import json
import uuid
from typing import Any

import pytest

from fieldwork.masterdata.models import Company
from fieldwork.people.session_store import SessionStore
from fieldwork.signatures.signature import parse_signature, to_json
from fieldwork.wsgi_bridge import environ_of
from tests.pages import invalid_inputs
from tests.pages.browser_client import Fields, Visitor
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya
from tests.pages.database_snapshot import database_snapshot
from tests.pages.html_view import shown
from tests.pages.invalid_inputs import Faulty

RELEASE: Fields = {"decision": "yes", "note": "Go ahead", "signature": INK}
REJECT: Fields = {"decision": "no", "reason": "Not now"}
ROOMS = ("orders", "attachments", "documents")
NOT_KEPT = {
    "products.0.kind": "a radio button shows what can be chosen, else material",
    "decision": "a radio button shows what can be chosen",
    "last": "a radio button shows what can be chosen",
    "staff": "a list that is none has no rows",
}


def refuse(visitor: Visitor, address: str, fault: Faulty, good: Fields) -> None:
    """The form is answered with the sentence at the field and everything typed; nothing is saved."""
    before, form = database_snapshot(*ROOMS), fault.form(good)
    answer = visitor.send(address, form)
    assert answer.status_code == 422, answer.content
    page = shown(answer)
    mark = f"error-{fault.field.replace('.', '-')}"
    assert fault.message in page.errors.get(mark, ""), page.errors
    assert "Nothing was sent yet" in page.text
    kept_fields = {field: value for field, value in form.items() if field not in NOT_KEPT}
    lost = {field: page.fields.get(field) for field, value in kept_fields.items() if page.fields.get(field) != value}
    assert not lost
    assert database_snapshot(*ROOMS) == before


@pytest.mark.parametrize("fault", invalid_inputs.CREATE, ids=str)
def test_the_create_form_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    refuse(company.layla, "/orders", fault, GOOD_ORDER)


@pytest.mark.parametrize("fault", invalid_inputs.CONFIRMATION, ids=str)
def test_the_confirmation_form_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    planned_elsewhere = company.create(**{"products.0.item": "router-diagnosis"})
    number = company.release(planned_elsewhere).number
    refuse(company.diego, f"/orders/{number}/confirmations", fault, GOOD_CONFIRMATION | {"note": "Half done"})


@pytest.mark.parametrize("fault", invalid_inputs.RELEASE, ids=str)
def test_the_release_form_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    refuse(company.ogechi, f"/orders/{company.create().number}/release", fault, RELEASE)


@pytest.mark.parametrize("fault", invalid_inputs.REASON, ids=str)
def test_the_rejection_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    refuse(company.ogechi, f"/orders/{company.create().number}/release", fault, REJECT)


@pytest.mark.parametrize("fault", invalid_inputs.DECISION, ids=str)
def test_the_fast_close_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    refuse(company.diego, f"/orders/{company.release().number}/fast-close", fault, {"decision": "yes"})


@pytest.mark.parametrize("fault", invalid_inputs.REASON, ids=str)
def test_not_performed_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    refuse(company.diego, f"/orders/{company.release().number}/not-performed", fault, {"reason": "Moved"})


@pytest.mark.parametrize("fault", invalid_inputs.MESSAGE, ids=str)
def test_a_message_says_what_is_wrong(company: Nadiya, fault: Faulty) -> None:
    number = company.release().number
    before = database_snapshot(*ROOMS)
    answer = company.diego.send(f"/orders/{number}/messages", fault.form({"text": "Hello"}))
    assert answer.status_code == 422
    told = {one["field"]: one["message"] for one in json.loads(answer.content)["errors"]}
    assert fault.message in told[fault.field]
    assert database_snapshot(*ROOMS) == before


@pytest.mark.parametrize(
    "email",
    ["nobody@nadiya.example", "layla@nadiya.example", "<b>x</b>", "ديبغو", "x" * 255, "\x00", "\ud800", ""],
    ids=["unknown", "no field worker", "HTML", "Arabic", "too long", "NUL", "lone surrogate", "empty"],
)
def test_the_field_workers_form_says_who_is_none(company: Nadiya, email: str) -> None:
    number = company.release().number
    before = database_snapshot(*ROOMS)
    form = {"users.0": "outsider@nadiya.example", "users.1": email}
    answer = company.layla.send(f"/orders/{number}/field-workers", form)
    assert answer.status_code == 422
    page = shown(answer)
    assert page.errors["error-users-1"]
    chosen = {value for name, value in page.fields.items() if name.startswith("users.")}
    assert chosen == {"outsider@nadiya.example"}
    assert database_snapshot(*ROOMS) == before


def test_a_hundred_and_one_field_workers_are_too_many(company: Nadiya) -> None:
    number = company.release().number
    form = {f"users.{place}": "outsider@nadiya.example" for place in range(101)}
    answer = company.layla.send(f"/orders/{number}/field-workers", form)
    assert answer.status_code == 422
    assert "At most 100" in shown(answer).errors["error-users"]


@pytest.mark.parametrize(
    ("last", "sentence"), [("no", "Add at least one product or worker"), ("yes", "Nothing was confirmed so far.")]
)
def test_a_confirmation_of_nothing_is_refused(company: Nadiya, last: str, sentence: str) -> None:
    number = company.release().number
    before = database_snapshot(*ROOMS)
    answer = company.diego.send(f"/orders/{number}/confirmations", {"last": last, "note": "Nothing to do"})
    assert answer.status_code == 422
    page = shown(answer)
    assert sentence in page.text
    assert (page.fields["note"], page.fields["last"]) == ("Nothing to do", last)
    assert database_snapshot(*ROOMS) == before


def test_every_fault_of_a_form_is_told_at_once(company: Nadiya) -> None:
    bad = {"products.0.kind": "service", "products.0.item": "x", "products.0.quantity": "0", "staff.0.hours": "1:75"}
    page = shown(company.layla.send("/orders", bad))
    assert set(page.errors) == {
        "error-order_type", "error-client", "error-name", "error-description", "error-work_start",
        "error-work_completion", "error-products-0-item", "error-products-0-quantity", "error-staff-0-worker",
        "error-staff-0-hours",
    }  # fmt: skip


@pytest.mark.parametrize("submission", ["", "1", "not-a-uuid", "\x00", "{}"])
def test_a_form_without_an_identity_is_not_recorded(company: Nadiya, submission: str) -> None:
    before = database_snapshot(*ROOMS)
    fields = GOOD_ORDER | {"submission_id": submission}
    answer = company.layla.send("/orders", fields)
    assert answer.status_code == 422
    assert shown(answer).fields["name"] == "Fix network"
    assert database_snapshot(*ROOMS) == before


@pytest.mark.parametrize("address", ["/orders", "/orders/{}/confirmations", "/orders/{}/messages"])
@pytest.mark.parametrize("file", ["x", "\x00" * 36, "ä" * 36, str(uuid.uuid4()), "<b>"], ids=range(5))
def test_a_file_that_is_not_there_is_told(company: Nadiya, address: str, file: str) -> None:
    number = company.release().number
    before = database_snapshot(*ROOMS)
    form = {**GOOD_ORDER, **GOOD_CONFIRMATION, "text": "Look", "files.0": file}
    answer = company.diego if "{}" in address else company.layla
    told = answer.send(address.format(number), form)
    assert told.status_code == 422
    assert "file" in told.content.decode()
    assert database_snapshot(*ROOMS) == before


@pytest.mark.parametrize("charset", ["rot13", "hex", "idna", "utf-7", "raw_unicode_escape", "no-such-charset"])
def test_a_strange_charset_is_not_taken(charset: str) -> None:
    """Django would decode the form with any codec that Python knows, also such as make no text."""
    sent = [(b"content-type", f'multipart/form-data; charset="{charset}"; boundary=x'.encode())]
    scope: dict[str, Any] = {"method": "POST", "path": "/sign-in", "query_string": b"", "http_version": "1.1"}
    environ = environ_of(scope | {"headers": sent}, io.BytesIO(), 0)
    assert environ["CONTENT_TYPE"] == "multipart/form-data; boundary=x"


@pytest.mark.both
@pytest.mark.parametrize("key", ["\x00aaaaaaaaaaaaaaaa", "A" * 32, "é" * 20, "a" * 41, "'; DROP"])
def test_a_session_key_that_we_never_make_is_nobodys(company: Nadiya, key: str) -> None:
    assert SessionStore(key).load() == {}


def test_a_signatures_zero_has_no_sign() -> None:
    """PostgreSQL keeps none: the digest of what it keeps would be another than that of what was signed."""
    strokes = [[[-0.0, 10, 0], [100, -0.0, 10], [200, 50, 20]]]
    kept_points = to_json(parse_signature({"width": 600, "height": 200, "strokes": strokes}))
    assert "-0" not in json.dumps(kept_points)


def test_a_number_of_five_thousand_digits_opens_no_demo_door(company: Nadiya) -> None:
    Company.objects.update(is_demo=True)
    assert company.stranger.send("/demo/sign-in", {"person": "9" * 5000}).status_code == 404
