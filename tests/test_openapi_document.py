"""The OpenAPI document against the contract's table of calls, and real answers against its schemas."""

import re
from typing import Any

import pytest
from django.test import Client
from pydantic import TypeAdapter

from fieldwork.api import Health, document
from fieldwork.attachments.serializers import FileOut
from fieldwork.documents.actions import make_pdf
from fieldwork.documents.models import Document
from fieldwork.masterdata.response_schemas import ProductsPage, ReferencesPage, WorkersPage
from fieldwork.orders.entry_schemas import SCHEMAS, TimelinePage
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.response_schemas import OrderOut, OrdersPage
from fieldwork.orders.transitions import State
from fieldwork.people.api import Me
from fieldwork.rest.openapi import Problem
from tests.api_caller import ROOT, Callers, Json, callers
from tests.worked_example import IN_STATE, Team, finally_confirmed, made, released

CALLS = {
    "GET /me", "GET /order-types", "GET /clients", "GET /materials", "GET /services", "GET /workers",
    "POST /orders", "GET /orders", "GET /orders/{number}",
    "POST /orders/{number}/release", "POST /orders/{number}/rejection", "PUT /orders/{number}/field-workers",
    "POST /orders/{number}/confirmations", "POST /orders/{number}/fast-close",
    "POST /orders/{number}/not-performed", "POST /orders/{number}/messages", "GET /orders/{number}/timeline",
    "GET /orders/{number}/live", "GET /orders/{number}/documents/{version}", "POST /files", "GET /healthz",
    "GET /search", "GET /notices", "POST /notices/read",
}  # fmt: skip
FILTERS = {
    "order_types": {"q", "limit", "after"}, "clients": {"q", "limit", "after"}, "materials": {"q", "limit", "after"},
    "services": {"q", "limit", "after"}, "workers": {"q", "limit", "after"},
    "orders": {"state", "client", "q", "limit", "after"}, "timeline": {"limit", "after"},
    "search": {"q", "limit", "after"}, "notices": {"unread", "limit", "after"},
}  # fmt: skip
ASKED = {"/orders", "/orders/{number}/timeline", "/search", "/notices"}
OF_ONE_ORDER = re.compile(r"\w+ /orders/{number}(/(?!live)[a-z-]+)?")
CREATED = {"create_order", "confirm", "write", "upload"}


@pytest.fixture
def calls(team: Team) -> Callers:
    return callers(team)


def operations() -> dict[str, Json]:
    """Each call of the document by its method and path."""
    return {
        f"{method.upper()} {path.removeprefix(ROOT)}": call
        for path, methods in document()["paths"].items()
        for method, call in methods.items()
    }


def test_the_document_names_the_calls_of_the_contract_and_no_others() -> None:
    assert operations().keys() == CALLS
    assert document()["openapi"] == "3.1.0"


def test_every_call_is_told_whole() -> None:
    for name, call in operations().items():
        parameters = {(each["in"], each["name"]) for each in call.get("parameters", [])}
        assert {each for kind, each in parameters if kind == "path"} == set(re.findall(r"{(\w+)}", name)), name
        assert {each for kind, each in parameters if kind == "query"} == FILTERS.get(call["operationId"], set()), name
        assert (("header", "Idempotency-Key") in parameters) == name.startswith("POST"), name
        assert ("requestBody" in call) == name.startswith(("POST", "PUT")), name
        assert call["description"], name
        assert bool(call.get("security")) == (name != "GET /healthz"), name
        assert ("201" in call["responses"]) == (call["operationId"] in CREATED), name
        assert {status for status in call["responses"] if status >= "4"} == refusals(name), name
        for status, told in call["responses"].items():
            assert told["content"], (name, status)
            assert ("application/problem+json" in told["content"]) == (status >= "4"), (name, status)


def refusals(name: str) -> set[str]:
    """How a call may refuse (faults.md A17): what is known from its method and address, and what it does."""
    changes, of_an_order = not name.startswith("GET"), "{number}" in name
    offered = name.split("/")[1] in {"order-types", "clients", "materials", "services", "workers"}
    return {
        "5XX",
        *({"401"} if name != "GET /healthz" else ()),
        *({"404"} if of_an_order or offered else ()),
        *({"400", "408", "413", "422"} if changes else ()),
        *({"415"} if changes and name != "POST /files" else ()),
        *({"422"} if name.removeprefix("GET ") in ASKED or offered else ()),
        *({"403"} if changes and "/orders" in name else ()),
        *({"409"} if changes and of_an_order else ()),
    }


def test_links_lead_to_calls_and_from_what_is_answered() -> None:
    """faults.md A17: POST /orders answers the number with which the order's own calls are made."""
    known = {call["operationId"]: call for call in operations().values()}
    linked = [
        (name, told)
        for name, call in operations().items()
        for answer in call["responses"].values()
        for told in answer.get("links", {}).values()
    ]
    for _name, link in linked:
        parameters = {each["name"] for each in known[link["operationId"]]["parameters"] if each["in"] == "path"}
        assert link["parameters"].keys() == parameters
    from_new = {link["operationId"] for name, link in linked if name == "POST /orders"}
    assert from_new == {call["operationId"] for name, call in operations().items() if OF_ONE_ORDER.fullmatch(name)}


def test_every_reference_leads_somewhere() -> None:
    schemas = document()["components"]["schemas"]
    wanted = set(re.findall(r"#/components/schemas/(\w+)", repr(document())))
    assert wanted <= schemas.keys()
    assert schemas.keys() <= wanted


def test_an_entry_is_described_by_kind_with_exactly_what_its_kind_has() -> None:
    schemas = document()["components"]["schemas"]
    kinds = schemas["TimelinePage"]["properties"]["items"]["items"]["discriminator"]["mapping"]
    assert kinds.keys() == set(EntryKind.values)
    for kind, reference in kinds.items():
        schema = schemas[reference.rpartition("/")[2]]
        assert {"seq", "kind", "by", "at"} <= set(schema["required"]) == schema["properties"].keys()
        assert (schema["additionalProperties"], schema["properties"]["kind"]["const"]) == (False, kind)
    assert {"from", "note", "version", "left_out"} <= schemas["ReleasedEntry"]["properties"].keys()
    assert "from" not in schemas["MessageEntry"]["properties"]


@pytest.mark.django_db
def test_the_pages_that_people_and_programs_read(calls: Callers) -> None:
    assert calls.stranger.get("/openapi.json").json == document()
    page = Client().get(f"{ROOT}/docs")
    words = page.content.decode()
    assert page.status_code == 200
    assert all(f"{ROOT}{name.split()[1]}" in words for name in CALLS)
    assert not re.search(r"https?://|style=|<script(?! src=)", words)
    assert set(re.findall(r'href="#([^"]+)"', words)) <= set(re.findall(r'id="([^"]+)"', words))


def fits(shape: Any, answer: Json) -> None:
    """Nothing is missing in the answer, nothing is there that the shape does not tell."""
    TypeAdapter(shape).validate_python(answer)
    told = TypeAdapter(shape).dump_python(
        TypeAdapter(shape).validate_python(answer), by_alias=True, exclude_unset=True, mode="json"
    )
    assert told == answer


def test_lists_answer_as_the_document_says(calls: Callers) -> None:
    fits(Me, calls.layla.get("/me").json)
    fits(Health, calls.stranger.get("/healthz").json)
    for path in ("/clients", "/order-types"):
        fits(ReferencesPage, calls.layla.get(path).json)
    for path in ("/materials", "/services"):
        fits(ProductsPage, calls.layla.get(path).json)
    fits(WorkersPage, calls.layla.get("/workers").json)
    assert calls.diego.get("/me").json["roles"] == ["field_worker"]
    assert calls.layla.get("/workers").json["items"] == [{"code": "diego", "name": "Diego González", "price": "45.00"}]
    assert calls.layla.get("/services").json["items"] == [
        {"code": "router-diagnosis", "name": "Router diagnosis", "unit": "visit", "price": "60.00"}
    ]


@pytest.mark.parametrize("state", list(State))
def test_orders_answer_as_the_document_says(team: Team, state: State) -> None:
    order, calls = IN_STATE[state](team), callers(team)
    fits(OrderOut, calls.layla.get(f"/orders/{order.number}").json)
    fits(OrdersPage, calls.layla.get("/orders").json)
    timeline = calls.layla.get(f"/orders/{order.number}/timeline").json
    fits(TimelinePage, timeline)
    for entry in timeline["items"]:
        fits(SCHEMAS[EntryKind(entry["kind"])], entry)


def test_refusals_answer_as_the_document_says(team: Team) -> None:
    order, calls = finally_confirmed(team), callers(team)
    for answer in (
        calls.layla.post("/orders", {}),
        calls.diego.post("/orders", {}),
        calls.diego.post(f"/orders/{order.number}/fast-close"),
        calls.stranger.get("/me"),
        calls.layla.get("/orders?limit=0"),
    ):
        fits(Problem, answer.json)


def test_an_uploaded_file_answers_as_the_document_says(calls: Callers, tmp_path: Any) -> None:
    photo = tmp_path / "photo.txt"
    photo.write_bytes(b"content")
    with photo.open("rb") as content:
        fits(FileOut, calls.diego.upload(content).json)


def test_a_document_that_cannot_be_made_yet_is_promised(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order, calls = released(team), callers(team)

    def broken(*_given: object, **_named: object) -> bytes:
        raise RuntimeError("no fonts")

    monkeypatch.setattr(make_pdf, "render_pdf", broken)
    answer = calls.diego.get(f"/orders/{order.number}/documents/1")
    assert (answer.status, answer.json["ready"], answer.json["sha256"]) == (202, False, None)
    assert int(answer.headers["Retry-After"]) >= 1
    assert calls.diego.get(f"/orders/{order.number}").json["documents"] == [answer.json]
    monkeypatch.undo()
    Document.objects.update(next_try_at=None)
    ready = calls.diego.get(f"/orders/{order.number}/documents/1")
    assert (ready.status, ready.type) == (200, "application/pdf")
    [told] = calls.diego.get(f"/orders/{order.number}").json["documents"]
    assert ready.headers["ETag"] == f'"{told["sha256"]}"'


def test_what_is_not_in_the_document_is_not_there(calls: Callers, team: Team) -> None:
    made(team)
    assert {call["operationId"] for call in operations().values()} >= CREATED
    assert calls.layla.get("/orders/1/live").status == 404
