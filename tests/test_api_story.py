"""The worked example of product.md §5, wholly through the API."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from tests.api_caller import ORDER, SIGNATURE, Callers, Json, callers
from tests.worked_example import CABLE, DIAGNOSIS, ROUTER, Team, confirmation_fields

# On PostgreSQL the sums of lines come back as another kind of number.
pytestmark = pytest.mark.both

PLAN = {"materials": "26.00", "services_only": "60.00", "labour": "90.00", "services": "150.00", "total": "176.00"}
FIRST = {"materials": "13.00", "services_only": "60.00", "labour": "67.50", "services": "127.50", "total": "140.50"}
BOTH = {"materials": "148.50", "services_only": "60.00", "labour": "123.75", "services": "183.75", "total": "332.25"}
FIRST_FORM = confirmation_fields([(DIAGNOSIS, "1"), (CABLE, "2")], "1.5", last=False, note="Worse than thought")
LAST_FORM = confirmation_fields([(ROUTER, "1"), (CABLE, "1")], "1:15", last=True)


@pytest.fixture
def calls(team: Team) -> Callers:
    return callers(team)


def allowed(order: Json) -> set[str]:
    return {found["action"] for found in order["actions"] if found["allowed"]}


def made(calls: Callers, **changes: object) -> Json:
    answer = calls.layla.post("/orders", ORDER | changes)
    assert answer.status == 201, answer.raw
    return answer.json


def released(calls: Callers) -> Json:
    number = made(calls)["number"]
    answer = calls.ogechi.post(f"/orders/{number}/release", {"signature": SIGNATURE})
    assert answer.status == 200, answer.raw
    return calls.layla.put(f"/orders/{number}/field-workers", {"users": ["diego@nadiya.example"]}).json


def test_layla_creates_the_order(calls: Callers) -> None:
    order = made(calls)
    assert (order["number"], order["state"], order["version"]) == (1, "created", 1)
    assert order["client"] == {"code": "acme", "name": "ACME"}
    assert order["order_type"] == {"code": "computer-repair", "name": "Computer repair"}
    assert order["work_start"] == "2026-06-02T10:00:00+00:00"
    assert (order["created_by"], order["currency"]) == ("layla@nadiya.example", "USD")
    assert order["plan"]["totals"] == order["totals"] == PLAN
    assert order["plan"]["services"] == [
        {
            "code": "router-diagnosis",
            "name": "Router diagnosis",
            "unit": "visit",
            "quantity": "1",
            "price": "60.00",
            "subtotal": "60.00",
            "confirmation": None,
        }
    ]
    assert (
        order["plan"]["labour"][0] | {"hours": "2", "price": "45.00", "subtotal": "90.00"} == order["plan"]["labour"][0]
    )
    assert (order["confirmed"], order["confirmations"], order["documents"]) == (None, [], [])
    assert allowed(order) == {"write"}


def test_ogechi_releases_it_and_the_document_is_there(calls: Callers) -> None:
    number = made(calls)["number"]
    assert {"release", "reject"} <= allowed(calls.ogechi.get(f"/orders/{number}").json)
    order = calls.ogechi.post(f"/orders/{number}/release", {"signature": SIGNATURE}).json
    assert (order["state"], order["version"]) == ("released", 2)
    document = order["documents"][0]
    assert (document["version"], document["title"]) == (1, "Service order")
    pdf = calls.ogechi.get(f"/orders/{number}/documents/1")
    assert (pdf.status, pdf.type, pdf.raw[:5]) == (200, "application/pdf", b"%PDF-")
    assert "176.00" in text_of(pdf.raw)
    [told] = calls.ogechi.get(f"/orders/{number}").json["documents"]
    assert told["ready"]
    assert len(told["sha256"]) == 64


def test_diego_confirms_and_the_statement_follows(calls: Callers) -> None:
    number = released(calls)["number"]
    answer = calls.diego.post(f"/orders/{number}/confirmations", FIRST_FORM)
    order = answer.json
    assert (answer.status, order["state"]) == (201, "partially_confirmed")
    assert (order["totals"], order["confirmed"]["totals"], order["plan"]["totals"]) == (FIRST, FIRST, PLAN)
    order = calls.diego.post(f"/orders/{number}/confirmations", LAST_FORM).json
    assert (order["state"], order["totals"]) == ("finally_confirmed", BOTH)
    assert [told["last"] for told in order["confirmations"]] == [False, True]
    assert [(told["number"], told["note"]) for told in order["confirmations"]] == [(1, "Worse than thought"), (2, "")]
    lines = order["confirmed"]["labour"]
    assert [(told["hours"], told["subtotal"], told["confirmation"]) for told in lines] == [
        ("1.5", "67.50", 1),
        ("1.25", "56.25", 2),
    ]
    statement = text_of(calls.layla.get(f"/orders/{number}/documents/3").raw)
    for figure in ("148.50", "183.75", "332.25"):
        assert figure in statement
    assert allowed(order) == {"write"}
    assert "closed" in next(found["reason"] for found in order["actions"] if found["action"] == "confirm")


def test_fast_close_confirms_the_plan(calls: Callers) -> None:
    number = released(calls)["number"]
    order = calls.diego.post(f"/orders/{number}/fast-close").json
    assert (order["state"], order["totals"], order["confirmed"]["totals"]) == ("finally_confirmed", PLAN, PLAN)


def test_not_performed_and_rejected_cost_nothing(calls: Callers) -> None:
    zero = dict.fromkeys(PLAN, "0.00")
    number = released(calls)["number"]
    order = calls.diego.post(f"/orders/{number}/not-performed", {"reason": "Nobody was there"}).json
    assert (order["state"], order["totals"], order["plan"]["totals"]) == ("not_performed", zero, PLAN)
    number = made(calls)["number"]
    order = calls.ogechi.post(f"/orders/{number}/rejection", {"reason": "Too expensive"}).json
    assert (order["state"], order["totals"], order["documents"]) == ("not_performed", zero, [])
    assert {item["totals"]["total"] for item in calls.layla.get("/orders").json["items"]} == {"0.00"}


def test_what_was_said_stands_in_the_timeline(calls: Callers) -> None:
    number = released(calls)["number"]
    photo = calls.diego.upload(SimpleUploadedFile("rack.txt", b"a photo"))
    assert photo.status == 201
    assert photo.json["size"] == 7
    said = calls.diego.post(f"/orders/{number}/messages", {"text": "On my way", "files": [photo.json["id"]]})
    assert said.status == 201
    assert (said.json["kind"], said.json["by"]) == ("message", "diego@nadiya.example")
    assert said.json["files"] == [photo.json]
    calls.diego.post(f"/orders/{number}/confirmations", FIRST_FORM)
    timeline = calls.layla.get(f"/orders/{number}/timeline").json
    entries: list[dict[str, Any]] = timeline["items"]
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry["kind"] for entry in entries] == ["created", "released", "field_workers", "message", "confirmed"]
    assert entries[2]["added"] == ["Diego González"]
    assert (entries[4]["confirmation"], entries[4]["from"], entries[4]["note"]) == (1, "released", "Worse than thought")
    rest = calls.layla.get(f"/orders/{number}/timeline?after=3&limit=1").json
    assert ([entry["seq"] for entry in rest["items"]], rest["next"]) == ([4], 4)
    assert calls.layla.get(f"/orders/{number}/timeline?after=5").json == {"items": [], "next": None}


def text_of(pdf: bytes) -> str:
    """The words of every page."""
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
