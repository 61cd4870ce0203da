"""Whatever is wrong with a request itself is told as a problem document; no JSON whatever makes a 500."""

import json
from typing import Any
from unittest.mock import patch

import pytest
from django.db import OperationalError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldwork.masterdata.models import Company
from fieldwork.orders.models import Order
from tests.api_caller import ORDER, Answered, Callers, callers
from tests.worked_example import Team, confirmation_fields, made, released

POSTS = ["/orders", "/orders/1/release", "/orders/1/rejection", "/orders/2/confirmations", "/orders/2/fast-close",
         "/orders/2/not-performed", "/orders/2/messages"]  # fmt: skip


@pytest.fixture
def calls(team: Team) -> Callers:
    made(team)
    released(team)
    return callers(team)


def refused(answer: Answered, status: int) -> None:
    assert (answer.status, answer.type) == (status, "application/problem+json"), answer.raw[:300]
    assert answer.json["status"] == status
    assert answer.json["detail"]


def test_addresses_that_are_not_there(calls: Callers) -> None:
    for path in ("/", "/nothing", "/orders/x", f"/orders/{10**30}", f"/orders/{'9' * 5000}", "/orders/1/documents/0"):
        refused(calls.layla.get(path), 404)
    refused(calls.stranger.get("/nothing"), 404)


def test_methods_that_are_not_taken(calls: Callers) -> None:
    for path in ("/orders", "/me", "/orders/1", "/healthz", "/docs"):
        answer = calls.layla.call("DELETE", path)
        refused(answer, 405)
        assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"[" * 100_000,
        b"9" * 5000,
        b"[" * 40 + b"]" * 40,
        b"\xed\xa0\x80",
    ],
    ids=range(8),
)
def test_a_body_that_is_not_json(calls: Callers, body: bytes) -> None:
    for path in POSTS:
        refused(calls.ogechi.call("POST", path, body), 400)


def test_a_body_that_says_it_is_something_else(calls: Callers) -> None:
    form = "application/x-www-form-urlencoded"
    refused(calls.layla.call("POST", "/orders", b"name=x", content_type=form), 415)
    refused(calls.layla.call("POST", "/orders", b"{}", content_type="text/plain"), 415)
    assert calls.layla.call("POST", "/orders", b"{}", content_type="application/json; charset=utf-8").status == 422


def test_a_body_that_is_too_large(calls: Callers) -> None:
    refused(calls.layla.post("/orders", ORDER | {"description": "x" * (31 * 1024 * 1024)}), 413)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic eA==", "Bearer \xff", "bearer a b"])
def test_a_header_without_a_token_that_holds(calls: Callers, header: str) -> None:
    answer = calls.stranger.call("GET", "/me", headers={"Authorization": header})
    refused(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        (f"limit={'9' * 5000}", "limit"),
        ("after=x", "after"),
        ("after=-1", "after"),
        ("after=" + "9" * 40, "after"),
        ("state=gone", "state"),
        (f"q={'x' * 201}", "q"),
    ],
)
def test_a_query_that_makes_no_sense(calls: Callers, query: str, field: str) -> None:
    answer = calls.layla.get(f"/orders?{query}")
    assert answer.faults.keys() == {field}
    assert "input" not in answer.faults[field].lower()


@pytest.mark.both
@pytest.mark.parametrize("q", ["%00", "%", "_", "'", "%ED%A0%80", "9" * 100, "\\", "%E2%80%AE", "  "])
def test_any_search_is_answered(calls: Callers, q: str) -> None:
    for path in ("/orders", "/clients", "/materials", "/services", "/workers", "/order-types"):
        assert calls.layla.get(f"{path}?q={q}").status == 200
    assert calls.layla.get(f"/orders?client={q}").status in (200, 422)
    assert calls.layla.get(f"/clients?after={q}").status == 200


def test_a_database_that_does_not_answer(calls: Callers) -> None:
    with patch.object(Company.objects, "exists", side_effect=OperationalError("gone")):
        refused(calls.stranger.get("/healthz"), 503)
    with patch.object(Order.objects, "visible_to", side_effect=OperationalError("database is locked")):
        answer = calls.layla.get("/orders/1")
    refused(answer, 503)
    assert answer.headers["Retry-After"] == "2"


TEXTS = st.one_of(
    st.text(max_size=30), st.sampled_from(["acme", "computer-repair", "patch-cable", "diego", "1", "1:30", "material"])
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
FIELDS = sorted(
    {*ORDER, *confirmation_fields([], last=True), "signature", "reason", "users", "text", "note", "files", "typed"}
)
BODIES = VALUES | st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=6) | st.dictionaries(
    st.sampled_from(["products", "staff"]),
    st.lists(st.dictionaries(st.sampled_from(["kind", "item", "quantity", "worker", "hours"]), VALUES), max_size=3),
)  # fmt: skip


@pytest.mark.both
@given(body=BODIES, path=st.sampled_from([*POSTS, "/orders/2/field-workers"]))
@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_json_whatever_breaks_it(calls: Callers, body: Any, path: str) -> None:
    method = "PUT" if path.endswith("field-workers") else "POST"
    answer = calls.ogechi.call(method, path, json.dumps(body).encode())
    assert answer.status in (200, 201, 400, 403, 409, 422)
    assert json.loads(answer.raw)
