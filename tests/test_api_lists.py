"""Lists are paged by key, whole and without repeats; reads ask a fixed number of queries, whatever they tell."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fieldwork.masterdata.models import Client, Product
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.people.roles import Role
from tests.api_caller import Caller, Callers, Json, callers
from tests.worked_example import Team, again, first_confirmation, made, person, released, rows, text

CODES = [f"client-{number:02}" for number in range(7)]


@pytest.fixture
def calls(team: Team) -> Callers:
    return callers(team)


def pages(caller: Caller, path: str, limit: int) -> list[list[Json]]:
    """Every page of the list."""
    found, after = [], ""
    while True:
        answer = caller.get(f"{path}{'&' if '?' in path else '?'}limit={limit}&after={after}").json
        found.append(answer["items"])
        if answer["next"] is None:
            return found
        after = answer["next"]


def queries(caller: Caller, path: str) -> int:
    """How many queries the call asks, once the program has seen that it is set up."""
    caller.get("/me")
    with CaptureQueriesContext(connection) as asked:
        assert caller.get(path).status == 200
    return len(asked)


@pytest.mark.both
@pytest.mark.parametrize("limit", [1, 2, 7, 50])
def test_pages_of_clients_hold_each_of_them_once(calls: Callers, limit: int) -> None:
    Client.objects.bulk_create([Client(code=code, name="Zed " + code) for code in CODES])
    found = pages(calls.layla, "/clients?q=zed", limit)
    assert [item["code"] for page in found for item in page] == CODES
    assert {len(page) for page in found[:-1]} <= {limit}


def test_pages_of_orders_go_from_the_newest_and_shift_with_nothing(team: Team, calls: Callers) -> None:
    for _time in range(5):
        made(team)
    first = calls.layla.get("/orders?limit=2").json
    assert [item["number"] for item in first["items"]] == [5, 4]
    made(team)
    second = calls.layla.get(f"/orders?limit=2&after={first['next']}").json
    assert [item["number"] for item in second["items"]] == [3, 2]
    last = calls.layla.get(f"/orders?limit=2&after={second['next']}").json
    assert ([item["number"] for item in last["items"]], last["next"]) == ([1], None)


def test_orders_are_found_by_state_client_and_words(team: Team, calls: Callers) -> None:
    made(team)
    made(team, name="Paint the wall")
    released(team)
    Client.objects.create(code="other", name="Other")

    def found(query: str) -> list[int]:
        return [item["number"] for item in calls.layla.get(f"/orders?{query}").json["items"]]

    assert found("") == found("state=&client=&q=") == found("client=acme") == [3, 2, 1]
    assert found("state=created") == [2, 1]
    assert found("state=created&q=paint") == [2]
    assert found("q=3") == found("q=González") == [3]
    assert found("client=other") == found("client=nobody") == []


def test_reads_ask_as_often_for_many_as_for_one(team: Team, calls: Callers) -> None:
    one = released(team)
    paths = ["/orders", f"/orders/{one.number}", f"/orders/{one.number}/timeline", "/clients", "/materials", "/workers"]
    few = {path: queries(calls.diego, path) for path in paths if path != "/clients"}
    few["/clients"] = queries(calls.layla, "/clients")
    people = [person(f"worker{number}", f"Worker {number}", Role.FIELD_WORKER) for number in range(5)]
    set_field_workers(one.number, [team.diego.email, *(one.email for one in people)], by=team.layla)
    for _time in range(4):
        confirm(one.number, first_confirmation(again(one)), by=team.diego)
        post_message(one.number, text("Hello"), by=team.layla)
        released(team)
    Client.objects.bulk_create([Client(code=code, name=code) for code in CODES])
    Product.objects.bulk_create(
        [Product(kind="material", code=code, name=code, unit="piece", price=1) for code in CODES]
    )
    many = {path: queries(calls.layla if path == "/clients" else calls.diego, path) for path in paths}
    assert many == few
    assert max(many.values()) <= 9


def test_a_large_order_asks_no_more(team: Team, calls: Callers) -> None:
    small, large = made(team), made(team, products=rows(*[(("material", "patch-cable"), "1")] * 1000))
    assert queries(calls.layla, f"/orders/{small.number}") == queries(calls.layla, f"/orders/{large.number}")
    assert calls.layla.get(f"/orders/{large.number}").json["plan"]["totals"]["materials"] == "6500.00"
