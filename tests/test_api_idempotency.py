"""The same key and body is acted on once, and answered alike for ever; on every database, also by two at once."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.models import File
from fieldwork.orders import api as order_calls
from fieldwork.orders.models import Confirmation, Entry, Order
from fieldwork.rest import api_response
from fieldwork.rest.api_response import ApiRequest
from fieldwork.rest.models import IdempotencyRecord
from tests.api_caller import ORDER, SIGNATURE, Callers, callers, new_key
from tests.concurrent_actors import results_of
from tests.worked_example import CABLE, Team, confirmation_fields, fill_company, made, partially_confirmed, released

pytestmark = pytest.mark.both
FORM = confirmation_fields([(CABLE, "1")], last=False)


@pytest.fixture
def calls(team: Team) -> Callers:
    return callers(team)


@pytest.fixture
def committed(transactional_db: None, own_files: None) -> Callers:
    """The company where every transaction is real, so that threads see one another."""
    return callers(fill_company())


def test_the_first_answer_is_given_again_to_the_byte(calls: Callers) -> None:
    key = new_key()
    first = calls.layla.post("/orders", ORDER, key=key)
    calls.ogechi.post("/orders/1/release", {"signature": SIGNATURE})
    again = calls.layla.post("/orders", dict(reversed(ORDER.items())), key=key)
    assert (again.status, again.raw, again.type) == (201, first.raw, first.type)
    assert Order.objects.count() == 1


def test_field_workers_are_set_by_a_call_with_a_key_and_only_once(team: Team) -> None:
    order, layla, key = released(team), callers(team).layla, new_key()
    wanted = {"users": [team.outsider.email]}
    first = layla.put(f"/orders/{order.number}/field-workers", wanted, key=key)
    assert first.json["field_workers"] == [team.outsider.email]
    layla.put(f"/orders/{order.number}/field-workers", {"users": []})
    again = layla.put(f"/orders/{order.number}/field-workers", wanted, key=key)
    assert (again.status, again.raw) == (200, first.raw)
    assert order.assignments.count() == 0


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("release", {"signature": SIGNATURE}),
        ("rejection", {"reason": "No"}),
        ("confirmations", FORM),
        ("fast-close", {}),
        ("not-performed", {"reason": "No"}),
        ("messages", {"text": "Hello"}),
    ],
)
def test_every_action_is_done_once(team: Team, path: str, body: object) -> None:
    order = made(team) if path in ("release", "rejection") else released(team)
    ogechi, key = callers(team).ogechi, new_key()
    first = ogechi.post(f"/orders/{order.number}/{path}", body, key=key)
    entries = Entry.objects.count()
    again = ogechi.post(f"/orders/{order.number}/{path}", body, key=key)
    assert first.status < 300, first.raw
    assert (again.status, again.raw, Entry.objects.count()) == (first.status, first.raw, entries)


def test_a_file_is_kept_once(calls: Callers) -> None:
    key = new_key()
    first, again = (calls.diego.upload(SimpleUploadedFile("a.txt", b"content"), key=key) for _time in range(2))
    assert (first.status, again.raw, File.objects.count()) == (201, first.raw, 1)
    other = calls.diego.upload(SimpleUploadedFile("a.txt", b"changed"), key=key)
    assert "Idempotency-Key" in other.faults


def test_another_body_or_address_under_the_key_is_refused(team: Team) -> None:
    order, calls, key = partially_confirmed(team), callers(team), new_key()
    calls.diego.post(f"/orders/{order.number}/messages", {"text": "Hello"}, key=key)
    assert "Idempotency-Key" in calls.diego.post(f"/orders/{order.number}/messages", {"text": "Hi"}, key=key).faults
    assert "Idempotency-Key" in calls.diego.post(f"/orders/{order.number}/confirmations", FORM, key=key).faults


def test_the_same_key_of_somebody_else_is_another_key(calls: Callers) -> None:
    key = new_key()
    calls.layla.post("/orders", ORDER, key=key)
    assert calls.ogechi.post("/orders/1/release", {"signature": SIGNATURE}, key=key).status == 200


def test_a_key_that_is_no_uuid_is_refused(calls: Callers) -> None:
    assert calls.layla.post("/orders", ORDER, key="yesterday").faults == {"Idempotency-Key": "Expected a UUID"}


def test_what_was_refused_leaves_the_key_free(team: Team) -> None:
    order, calls, key = made(team), callers(team), new_key()
    where = f"/orders/{order.number}/release"
    assert "signature" in calls.ogechi.post(where, {}, key=key).faults
    assert calls.layla.post(where, {"signature": SIGNATURE}, key=key).status == 403
    assert calls.ogechi.post(f"/orders/{order.number}/fast-close", key=key).status == 409
    assert not IdempotencyRecord.objects.exists()
    assert calls.ogechi.post(where, {"signature": SIGNATURE}, key=key).status == 200


def test_a_crash_before_the_end_leaves_nothing(calls: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()

    def broken(body: object) -> str:
        raise ZeroDivisionError

    monkeypatch.setattr(api_response, "to_json", broken)
    with pytest.raises(ZeroDivisionError):
        calls.layla.post("/orders", ORDER, key=key)
    monkeypatch.undo()
    assert not Order.objects.exists()
    assert calls.layla.post("/orders", ORDER, key=key).json["number"] == 1


def test_twins_at_once_make_one_order(committed: Callers) -> None:
    key = new_key()
    answers = results_of(*[lambda: committed.layla.post("/orders", ORDER, key=key)] * 4)
    assert {answer.status for answer in answers} == {201}
    assert len({answer.raw for answer in answers}) == 1
    assert (Order.objects.count(), Entry.objects.count(), IdempotencyRecord.objects.count()) == (1, 1, 1)


def test_without_the_protection_twins_make_two(committed: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    unprotected = api_response.idempotent_response

    def forgetful(call: ApiRequest, *more: Any, **named: Any) -> object:
        return unprotected(replace(call, key=None), *more, **named)

    monkeypatch.setattr(order_calls, "idempotent_response", forgetful)
    key = new_key()
    results_of(*[lambda: committed.layla.post("/orders", ORDER, key=key)] * 2)
    assert Order.objects.count() == 2


def test_of_two_who_release_at_once_one_wins_and_the_other_is_told(committed: Callers) -> None:
    committed.layla.post("/orders", ORDER)
    acts = [lambda: committed.ogechi.post("/orders/1/release", {"signature": SIGNATURE}, key=new_key())] * 2
    won, lost = sorted(results_of(*acts), key=lambda answer: answer.status)
    assert (won.status, lost.status) == (200, 409)
    assert (lost.json["state"], lost.json["version"]) == ("released", 2)
    assert lost.json["detail"] == "The order is already released."


def test_confirmations_at_once_are_numbered_without_gaps(committed: Callers) -> None:
    committed.layla.post("/orders", ORDER)
    committed.ogechi.post("/orders/1/release", {"signature": SIGNATURE})
    answers = results_of(*[lambda: committed.ogechi.post("/orders/1/confirmations", FORM, key=new_key())] * 3)
    assert {answer.status for answer in answers} == {201}
    assert sorted(Confirmation.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert committed.layla.get("/orders/1").json["totals"]["total"] == "19.50"
