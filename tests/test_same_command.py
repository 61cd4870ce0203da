"""Pages and API read the same commands: what one may say, the other may, too."""

import pytest

from fieldwork.masterdata.models import Client
from fieldwork.orders.actions.release import snapshot_digest
from tests.api_caller import SIGNATURE, Callers, callers
from tests.worked_example import Team, made, released


@pytest.fixture
def calls(team: Team) -> Callers:
    return callers(team)


def test_a_program_says_something_with_the_release(calls: Callers, team: Team) -> None:
    order = made(team)
    sent = {"signature": SIGNATURE, "note": "Stay within the hours", "displayed_digest": snapshot_digest(order)}
    assert calls.ogechi.post(f"/orders/{order.number}/release", sent).status == 200
    entries = calls.ogechi.get(f"/orders/{order.number}/timeline").json["items"]
    assert [entry["note"] for entry in entries if entry["kind"] == "released"] == ["Stay within the hours"]


def test_a_program_that_showed_something_else_does_not_release(calls: Callers, team: Team) -> None:
    order = made(team)
    sent = {"signature": SIGNATURE, "displayed_digest": snapshot_digest(order)}
    Client.objects.update(contact="Somebody else")
    refused = calls.ogechi.post(f"/orders/{order.number}/release", sent)
    assert (refused.status, refused.json["state"]) == (409, "created")
    assert calls.ogechi.post(f"/orders/{order.number}/release", sent | {"displayed_digest": ""}).status == 200


def test_a_program_does_not_put_off_whom_it_did_not_know(calls: Callers, team: Team) -> None:
    number, path = released(team).number, "/orders/{}/field-workers"
    wanted = {"users": [team.diego.email]}
    refused = calls.layla.put(path.format(number), wanted | {"known_workers": "somebody@nadiya.example"})
    assert refused.status == 409
    there = " ".join(calls.layla.get(f"/orders/{number}").json["field_workers"])
    assert calls.layla.put(path.format(number), wanted | {"known_workers": there}).status == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [({"note": "x" * 4001}, "note"), ({"note": 7}, "note"), ({"displayed_digest": "x" * 65}, "displayed_digest")],
)
def test_both_errors_come_at_once(calls: Callers, team: Team, change: dict[str, object], field: str) -> None:
    answer = calls.ogechi.post(f"/orders/{made(team).number}/release", {"signature": {}} | change)
    assert answer.faults.keys() == {"signature", field}
