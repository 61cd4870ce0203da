"""Bad input: 422 with every fault at its field, nothing kept, never a 500."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.actions.store_upload import MAX_BYTES
from fieldwork.attachments.models import File
from fieldwork.masterdata.models import Client, Product
from fieldwork.orders.models import Entry, Order
from tests.api_caller import ORDER, SIGNATURE, Callers, callers, new_key
from tests.worked_example import CABLE, DIAGNOSIS, Team, confirmation_fields, made, released, rows

# What is stored and searched goes through the database's own idea of text.
pytestmark = pytest.mark.both
LONG = "x" * 20_001
MARKS = "a" + "\u0323\u0300" * 20_000
"""Which to put in order takes minutes."""

ROW = {"kind": "material", "item": "patch-cable", "quantity": "1"}

ORDER_FAULTS: list[tuple[dict[str, Any], set[str]]] = [
    ({"order_type": ""}, {"order_type"}),
    ({"order_type": "unknown", "client": "nobody"}, {"order_type", "client"}),
    ({"order_type": 7, "client": [], "name": {}, "description": True}, {"order_type", "client", "name", "description"}),
    ({"client": "acme\x00"}, set()),
    ({"client": "x" * 51}, {"client"}),
    ({"name": "  "}, {"name"}),
    # faults.md A10
    ({"name": "\u3164\u2800", "description": "\u115f\ufe0f"}, {"name", "description"}),
    ({"products": [ROW | {"quantity": "\u200e\u3164"}]}, {"products.0.quantity"}),
    ({"products": [ROW | {"quantity": "\u200e1\u2069"}], "staff": [{"worker": "diego", "hours": "1:\u00ad30"}]}, set()),
    # faults.md A16
    ({"name": MARKS, "description": MARKS, "work_start": MARKS, "client": MARKS,
      "products": [ROW | {"quantity": MARKS}]},
     {"name", "description", "work_start", "client", "products.0.quantity"}),
    ({"name": LONG, "description": LONG}, {"name", "description"}),
    ({"work_start": "soon", "work_completion": None}, {"work_start", "work_completion"}),
    ({"work_start": "0001-01-01T00:00:00+14:00"}, {"work_start"}),
    ({"work_completion": "2026-06-02T12:00:00+02:00"}, {"work_completion"}),
    ({"work_completion": "2026-06-01T12:00:00+02:00"}, {"work_completion"}),
    ({"products": "all"}, {"products"}),
    ({"products": [ROW] * 10_000}, {"products"}),
    ({"products": [7, None, ROW]}, {"products.0", "products.1"}),
    ({"products": [ROW | {"quantity": "-1"}, ROW | {"quantity": "0"}]}, {"products.0.quantity", "products.1.quantity"}),
    ({"products": [ROW | {"quantity": 1.5}]}, {"products.0.quantity"}),
    ({"products": [ROW | {"quantity": "1.2345"}]}, {"products.0.quantity"}),
    ({"products": [ROW | {"quantity": "9" * 30}]}, {"products.0.quantity"}),
    ({"products": [ROW | {"kind": "service"}, ROW | {"kind": "gift"}]}, {"products.0.item", "products.1.kind"}),
    ({"staff": [{"worker": "diego", "hours": "1:75"}]}, {"staff.0.hours"}),
    ({"staff": [{"worker": "nobody", "hours": "0"}]}, {"staff.0.worker", "staff.0.hours"}),
    ({"staff": {"worker": "diego"}}, {"staff"}),
    ({"files": ["x"]}, {"files.0"}),
    ({"files": [str(new_key())]}, {"files"}),
    ({"files": [str(new_key())] * 21}, {"files"}),
]  # fmt: skip


@pytest.fixture
def calls(team: Team) -> Callers:
    return callers(team)


@pytest.mark.parametrize(("changes", "fields"), ORDER_FAULTS)
def test_an_order_with_faults_is_refused_at_each_field(
    calls: Callers, changes: dict[str, Any], fields: set[str]
) -> None:
    answer = calls.layla.post("/orders", ORDER | changes)
    if fields:
        assert answer.faults.keys() == fields
    assert Order.objects.count() == (0 if fields else 1)


def test_all_faults_are_told_at_once(calls: Callers) -> None:
    fields = {"order_type", "client", "name", "description", "work_start", "work_completion"}
    assert calls.layla.post("/orders", {}).faults.keys() == fields
    assert calls.layla.call("POST", "/orders").faults.keys() == fields


@pytest.mark.parametrize("body", [b"null", b"[]", b'"text"', b"7", b"true", b"[[1]]"])
def test_a_body_that_is_no_object_is_refused(team: Team, body: bytes) -> None:
    number, calls = released(team).number, callers(team)
    for path in ("confirmations", "fast-close", "not-performed", "messages"):
        faults = calls.ogechi.call("POST", f"/orders/{number}/{path}", body).faults
        assert faults[""] == "Expected an object with fields"
    assert "" in calls.layla.call("POST", "/orders", body).faults


def test_what_is_not_offered_any_more_is_refused(calls: Callers) -> None:
    Client.objects.update(active=False)
    Product.objects.filter(code="patch-cable").update(active=False)
    assert calls.layla.post("/orders", ORDER).faults.keys() == {"client", "products.1.item"}
    assert calls.layla.get("/clients").json["items"] == []


def test_what_the_plan_names_may_be_confirmed_all_the_same(team: Team) -> None:
    order, calls = released(team), callers(team)
    Product.objects.filter(code="patch-cable").update(active=False)
    form = confirmation_fields([(CABLE, "1")], last=False)
    assert calls.diego.post(f"/orders/{order.number}/confirmations", form).status == 201


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"products": [], "staff": []}, {"lines"}),
        ({"products": [], "staff": [], "last": True}, {"lines"}),
        ({"last": None}, {"last"}),
        ({"last": 1, "note": LONG}, {"last", "note"}),
        ({"products": rows((DIAGNOSIS, "-1"), (CABLE, "x"))}, {"products.0.quantity", "products.1.quantity"}),
        ({"staff": [{"worker": "diego", "hours": "1:75"}]}, {"staff.0.hours"}),
    ],
)
def test_a_confirmation_with_faults_is_refused(team: Team, changes: dict[str, Any], fields: set[str]) -> None:
    order, calls = released(team), callers(team)
    form = confirmation_fields([(CABLE, "1")], last=False) | changes
    before = Entry.objects.count()
    assert calls.diego.post(f"/orders/{order.number}/confirmations", form).faults.keys() == fields
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "data:image/png;base64,AAAA",
        {"width": 600, "height": 200, "strokes": []},
        {"width": 600, "height": 200, "strokes": [[[1, 1, 0]]]},
        {"width": 600, "height": 200, "strokes": [[[1, 1, 0], [1e300, 5, 1], [3, 3, 2]]]},
        {"width": "600", "height": 200, "strokes": [[[1, 1, 0], [50, 50, 1], [90, 3, 2]]]},
        {"width": 600, "height": 200, "strokes": [[[1, 1]] * 30_000]},
        {"typed": " "},
        {"typed": "x" * 101},
        {"typed": "\u202eOgechi"},
    ],
)
def test_what_is_no_signature_releases_nothing(team: Team, signature: object) -> None:
    order, calls = made(team), callers(team)
    answer = calls.ogechi.post(f"/orders/{order.number}/release", {"signature": signature})
    assert answer.faults.keys() == {"signature"}
    assert Order.objects.get().state == "created"


def test_a_typed_name_releases(team: Team) -> None:
    order, calls = made(team), callers(team)
    body = {"signature": {"typed": "Ogechi Adeola"}}
    assert calls.ogechi.post(f"/orders/{order.number}/release", body).status == 200


@pytest.mark.parametrize("path", ["rejection", "not-performed"])
@pytest.mark.parametrize("reason", [None, "", " \x00 ", "\u3164\u2800", LONG, MARKS, 7, ["x"]])
def test_a_reason_is_asked_for(team: Team, path: str, reason: object) -> None:
    order = made(team) if path == "rejection" else released(team)
    assert callers(team).ogechi.post(f"/orders/{order.number}/{path}", {"reason": reason}).faults.keys() == {"reason"}


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"users"}),
        # faults.md A17: it took everybody off the order
        ({"users": None}, {"users"}),
        ({"users": "diego@nadiya.example"}, {"users"}),
        ({"users": [7, "", "x" * 300]}, {"users.0", "users.1", "users.2"}),
        ({"users": ["layla@nadiya.example", "nobody\x00@nadiya.example", "\ud800"]}, {"users.0", "users.1", "users.2"}),
        ({"users": ["diego@nadiya.example"] * 101}, {"users"}),
    ],
)
def test_field_workers_are_people_who_are_field_workers(team: Team, body: object, fields: set[str]) -> None:
    order = released(team)
    assert callers(team).layla.put(f"/orders/{order.number}/field-workers", body).faults.keys() == fields


@pytest.mark.parametrize("body", [{}, {"text": " "}, {"text": LONG}, {"text": 7}])
def test_a_message_says_something(team: Team, body: object) -> None:
    order = released(team)
    assert callers(team).diego.post(f"/orders/{order.number}/messages", body).faults.keys() == {"text"}


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        '#read("secret.txt") $5 #5 \\ * _ `',
        "😀 👩‍🔧",
        "إصلاح الشبكة",
        "修复网络",
        "'; DROP TABLE orders_order; --",
    ],
)
def test_any_text_comes_back_as_it_was_typed_and_is_printed(team: Team, words: str) -> None:
    calls = callers(team)
    order = calls.layla.post("/orders", ORDER | {"name": words, "description": words}).json
    assert (order["name"], order["description"]) == (words, words)
    assert calls.ogechi.post("/orders/1/release", {"signature": SIGNATURE}).status == 200
    assert calls.ogechi.post("/orders/1/messages", {"text": words}).json["text"] == words
    assert calls.ogechi.get("/orders/1/documents/1").raw[:5] == b"%PDF-"


def test_files_that_are_too_large_empty_or_missing_are_refused(calls: Callers) -> None:
    large = SimpleUploadedFile("film.mov", b"\0" * (MAX_BYTES + 1024 * 1024))
    assert calls.diego.upload(large).faults == {"file": "This file is larger than 25 MB"}
    assert calls.diego.upload(SimpleUploadedFile("empty.txt", b"")).faults == {"file": "This file is empty"}
    assert calls.diego.upload("a text").faults.keys() == {"file"}
    assert calls.diego.call("POST", "/files", b"--x", content_type="multipart/form-data; boundary=").status == 400
    assert not File.objects.exists()


def test_a_file_of_somebody_else_or_used_already_is_refused(team: Team) -> None:
    order, calls = released(team), callers(team)
    where, body = f"/orders/{order.number}/messages", {"files": [
        calls.diego.upload(SimpleUploadedFile("../../a\u202e.txt", b"x")).json["id"]
    ]}  # fmt: skip
    assert calls.layla.post(where, body).faults.keys() == {"files"}
    sent = calls.diego.post(where, body)
    assert (sent.status, sent.json["files"][0]["name"]) == (201, "a.txt")
    assert calls.diego.post(where, body).faults.keys() == {"files"}
