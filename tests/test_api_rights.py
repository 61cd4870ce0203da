"""Who may call what: the same rights as on the pages, 404 for what one may not see, 403 for what one may not do."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from fieldwork.orders.transitions import State
from fieldwork.people.actions.tokens import revoke_token
from fieldwork.people.models import Person, Token
from tests.api_caller import ORDER, SIGNATURE, Callers, callers
from tests.worked_example import (
    CABLE,
    IN_STATE,
    Team,
    confirmation_fields,
    ended_without_work,
    made,
    partially_confirmed,
    released,
)

NAMES = ("layla", "ogechi", "diego", "noor", "outsider", "stranger")
FORM = confirmation_fields([(CABLE, "2")], last=False)
USERS = {"users": ["diego@nadiya.example"]}

# Answers in the order of NAMES; order 1 is created, 2 released with Diego on it.
TABLE = [
    ("GET", "/me", None, (200, 200, 200, 200, 200, 401)),
    ("GET", "/order-types", None, (200, 200, 404, 200, 404, 401)),
    ("GET", "/clients", None, (200, 200, 404, 200, 404, 401)),
    ("GET", "/materials", None, (200, 200, 200, 200, 200, 401)),
    ("GET", "/services", None, (200, 200, 200, 200, 200, 401)),
    ("GET", "/workers", None, (200, 200, 200, 200, 200, 401)),
    ("GET", "/orders", None, (200, 200, 200, 200, 200, 401)),
    ("POST", "/orders", ORDER, (201, 403, 403, 403, 403, 401)),
    ("GET", "/search?q=network", None, (200, 200, 200, 200, 200, 401)),
    ("GET", "/orders/1", None, (200, 200, 404, 404, 404, 401)),
    ("GET", "/orders/2", None, (200, 200, 200, 404, 404, 401)),
    ("POST", "/orders/1/release", {"signature": SIGNATURE}, (403, 200, 404, 404, 404, 401)),
    ("POST", "/orders/2/release", {"signature": SIGNATURE}, (403, 409, 403, 404, 404, 401)),
    ("POST", "/orders/1/rejection", {"reason": "No"}, (403, 200, 404, 404, 404, 401)),
    ("PUT", "/orders/2/field-workers", USERS, (200, 200, 403, 404, 404, 401)),
    ("POST", "/orders/2/confirmations", FORM, (201, 201, 201, 404, 404, 401)),
    ("POST", "/orders/1/confirmations", FORM, (409, 409, 404, 404, 404, 401)),
    ("POST", "/orders/2/fast-close", {}, (200, 200, 200, 404, 404, 401)),
    ("POST", "/orders/2/not-performed", {"reason": "Closed"}, (200, 200, 200, 404, 404, 401)),
    ("POST", "/orders/2/messages", {"text": "Hello"}, (201, 201, 201, 404, 404, 401)),
    ("GET", "/orders/2/timeline", None, (200, 200, 200, 404, 404, 401)),
    ("GET", "/orders/2/documents/1", None, (200, 200, 200, 404, 404, 401)),
    ("GET", "/orders/2/documents/9", None, (404, 404, 404, 404, 404, 401)),
    ("GET", "/orders/99", None, (404, 404, 404, 404, 404, 401)),
    ("GET", "/notices", None, (200, 200, 200, 200, 200, 401)),
    ("POST", "/notices/read", {"up_to": 1}, (200, 200, 200, 200, 200, 401)),
    ("POST", "/files", None, (422, 422, 422, 422, 422, 401)),
    ("GET", "/healthz", None, (200, 200, 200, 200, 200, 200)),
    ("GET", "/openapi.json", None, (200, 200, 200, 200, 200, 200)),
    ("GET", "/docs", None, (200, 200, 200, 200, 200, 200)),
]


@pytest.fixture
def calls(team: Team) -> Callers:
    made(team)
    released(team)
    return callers(team)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("method", "path", "body", "expected"), TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])
def test_everybody_gets_what_the_table_says(
    calls: Callers, name: str, method: str, path: str, body: object, expected: tuple[int, ...]
) -> None:
    answer = calls.by_name()[name].call(method, path, body)
    assert answer.status == expected[NAMES.index(name)], answer.raw[:300]
    if answer.status >= 400:
        assert answer.type == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= answer.json.keys()
        assert answer.json["status"] == answer.status


def test_who_may_not_act_is_not_told_what_master_data_holds(calls: Callers) -> None:
    assert calls.diego.post("/orders", {"client": "nobody"}).status == 403
    assert calls.layla.post("/orders/1/release", {"signature": None}).status == 403


def test_lists_hold_only_what_one_may_see(calls: Callers) -> None:
    seen = {
        name: [item["number"] for item in caller.get("/orders").json["items"]]
        for name, caller in calls.by_name().items()
        if name != "stranger"
    }
    assert seen == {"layla": [2, 1], "ogechi": [2, 1], "diego": [2], "noor": [], "outsider": []}
    assert calls.diego.get("/orders?q=Fix").json["items"][0]["number"] == 2
    assert calls.outsider.get("/orders?client=acme").json["items"] == []


@pytest.mark.parametrize("state", list(State))
def test_the_actions_told_are_those_that_go_through(team: Team, state: State) -> None:
    order = IN_STATE[state](team)
    calls = callers(team)
    ways = {
        "release": ("POST", "release", {"signature": SIGNATURE}),
        "reject": ("POST", "rejection", {"reason": "No"}),
        "field_workers": ("PUT", "field-workers", {"users": []}),
        "confirm": ("POST", "confirmations", FORM),
        "confirm_last": ("POST", "confirmations", FORM | {"last": True}),
        "fast_close": ("POST", "fast-close", {}),
        "not_performed": ("POST", "not-performed", {"reason": "No"}),
        "write": ("POST", "messages", {"text": "Hello"}),
    }
    told = calls.ogechi.get(f"/orders/{order.number}").json["actions"]
    assert {found["action"] for found in told} == set(ways)
    for found in told:
        if not found["allowed"]:
            method, path, body = ways[found["action"]]
            refused = calls.ogechi.call(method, f"/orders/{order.number}/{path}", body)
            assert refused.status == 409
            assert refused.json["state"] == state
            assert refused.json["version"] == order.revision
            assert refused.json["detail"].startswith(found["reason"])


def test_a_refusal_says_who_was_faster(team: Team) -> None:
    order = ended_without_work(team)
    refused = callers(team).layla.post(f"/orders/{order.number}/fast-close")
    assert refused.json["detail"].endswith("Diego González did it.")


def test_a_token_that_was_taken_back_opens_nothing(calls: Callers, layla: Person) -> None:
    revoke_token(Token.objects.get(person=layla))
    refused = calls.layla.get("/me")
    assert (refused.status, refused.headers["WWW-Authenticate"]) == (401, "Bearer")


@pytest.mark.parametrize("how", ["expired", "taken back"])
def test_a_token_that_has_ended_says_so_in_words(calls: Callers, layla: Person, how: str) -> None:
    """faults.md C10: 401 with when it ended, to whoever has it; anybody else hears no more than before."""
    end = timezone.now() - timedelta(hours=1)
    change = {"expires_at": end} if how == "expired" else {"revoked_at": end}
    Token.objects.filter(person=layla).update(**change)
    refused = calls.layla.get("/orders")
    assert (refused.status, refused.type) == (401, "application/problem+json")
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    told = re.fullmatch(r"This token ended at (\S+)\. Make a new one: fieldwork token EMAIL", refused.json["detail"])
    assert told
    assert abs(datetime.fromisoformat(told[1]) - end) < timedelta(seconds=1)
    calls.layla.token += "x"
    assert calls.layla.get("/orders").json["detail"] == "Send a token that holds: Authorization: Bearer TOKEN."


def test_somebody_who_left_opens_nothing(calls: Callers, diego: Person) -> None:
    Person.objects.filter(pk=diego.pk).update(is_active=False)
    assert calls.diego.get("/orders/2").status == 401


def test_who_is_taken_off_the_order_sees_it_no_more(team: Team) -> None:
    order = partially_confirmed(team)
    calls = callers(team)
    assert calls.diego.get(f"/orders/{order.number}").status == 200
    calls.layla.put(f"/orders/{order.number}/field-workers", {"users": []})
    assert calls.diego.get(f"/orders/{order.number}").status == 404
