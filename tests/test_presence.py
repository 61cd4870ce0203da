"""Who is here, who is typing, who has read how far: told to pages of the order, and to nobody else."""

import asyncio
import json
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldwork.live import hub as hub_module
from fieldwork.live.credentials import Credential, TokenCredential, revalidate
from fieldwork.live.hub import Hub
from fieldwork.live.presence import HELD_SECONDS, Presence
from fieldwork.live.stream import Ending, Stream
from fieldwork.live.visibility import Visibility
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from fieldwork.people.models import Person
from tests.running.program import Program, running
from tests.running.second_process import SecondProcess
from tests.running.stream_listener import Listener
from tests.test_live_hub import in_thread, proof_of, with_hub
from tests.worked_example import Team, released

TOKEN = "t" * 32
Act = Callable[[Hub], object]


def company() -> tuple[Presence, list[tuple[str, Any]]]:
    """One whose words to other processes are noted."""
    said: list[tuple[str, Any]] = []
    return Presence(lambda kind, facts: said.append((kind, facts)), lambda: None), said


def page(person: int, name: str) -> Stream:
    return Stream(TokenCredential(person, "x"), name=name)


def test_a_person_with_two_windows_is_here_once_and_until_the_last_is_closed() -> None:
    found, _said = company()
    one, other = page(1, "Layla"), page(1, "Layla")
    found.on_open(one, frozenset({4}))
    found.on_open(other, frozenset({4, 5}))
    assert found.here(4) == {1: "Layla"}
    found.on_open(one, frozenset())
    assert found.here(4) == {1: "Layla"}
    found.on_open(other, frozenset({5}))
    assert (found.here(4), found.here(5)) == ({}, {1: "Layla"})
    assert set(found.readers) == {5}


@pytest.mark.parametrize(("ending", "stays"), [(Ending.RECONNECT, True), (Ending.UNAUTHORIZED, False)])
def test_who_goes_to_another_page_was_never_away(ending: Ending, *, stays: bool) -> None:
    """Other than who is signed out: they leave at once."""

    async def story() -> None:
        found, said = company()
        old, new = page(1, "Layla"), page(1, "Layla")
        found.on_open(old, frozenset({4}))
        old.end(ending)
        found.on_leave(old)
        await asyncio.sleep(0.01)
        assert found.here(4) == ({1: "Layla"} if stays else {})
        found.on_open(new, frozenset({4}))
        assert all(people for _kind, (_order, people) in said) is stays

    asyncio.run(story())


def test_two_processes_know_each_others_people_and_forget_who_is_silent() -> None:
    (here, said_here), (there, _said_there) = company(), company()
    layla, diego = page(1, "Layla"), page(2, "Diego")
    there.on_open(diego, frozenset({4}))
    there.take()
    here.on_open(layla, frozenset({4}))
    for kind, facts in said_here:
        there.receive("here", kind, json.loads(json.dumps(facts)))
    assert there.here(4) == {2: "Diego", 1: "Layla"}
    assert b"Layla" in there.take()[4]["4 here 0"]
    there.forget(time.monotonic() + HELD_SECONDS - 1)
    assert there.take() == {}
    there.forget(time.monotonic() + HELD_SECONDS + 1)
    assert there.here(4) == {2: "Diego"}
    assert b"Layla" not in there.take()[4]["4 here 0"]


def test_a_process_that_has_just_begun_asks_and_is_told_everything() -> None:
    (old, said), (new, _nothing) = company(), company()
    old.on_open(page(1, "Layla"), frozenset({4, 5}))
    said.clear()
    old.receive("new", "who", None)
    for kind, facts in said:
        new.receive("old", kind, json.loads(json.dumps(facts)))
    assert (new.here(4), new.here(5)) == ({1: "Layla"}, {1: "Layla"})


def whispered(team: Team, number: int, people: Sequence[Person], *acts: Act) -> list[list[dict[str, Any]]]:
    """What pages of these people, which say that they show the order, hear of the acts, without who is here."""
    proofs = [proof_of(person) for person in people]
    heard: list[list[dict[str, Any]]] = []

    async def story(hub: Hub) -> None:
        streams = [Stream(proof, name=person.name) for proof, person in zip(proofs, people, strict=True)]
        for stream in streams:
            assert await hub.add(stream)
            hub.publish_open(stream.id, stream.proof.person_id, frozenset({number}))
        await asyncio.sleep(0.2)
        for act in acts:
            await in_thread(lambda act=act: act(hub))  # type: ignore[misc]
            await asyncio.sleep(0.2)
        heard.extend([events(stream.take_presence()) for stream in streams])

    with_hub(story)
    return heard


def events(sent: bytes) -> list[dict[str, Any]]:
    """The facts of each event, with its name."""
    found = []
    for event in sent.decode().split("\n\n"):
        if event:
            name, _newline, data = event.partition("\n")
            found.append({"event": name.removeprefix("event: "), **json.loads(data.removeprefix("data: "))})
    return found


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_what_happens_on_an_order_is_whispered_to_its_pages_and_not_to_the_outsider(team: Team) -> None:
    number = released(team).number
    order = Order.objects.get(pk=number)
    acts: list[Act] = [
        lambda hub: hub.publish_typing(number, team.diego, on=True),
        lambda _hub: mark_read(order, 2, by=team.diego),
    ]
    layla, outsider = whispered(team, number, [team.layla, team.outsider], *acts)
    assert {"event": "typing", "order": number, "person": team.diego.pk, "name": "Diego González", "on": True} in layla
    assert {"event": "read", "order": number, "person": team.diego.pk, "seq": 2} in layla
    assert [one["event"] for one in layla].count("here") == 1
    assert outsider == []


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_without_asking_who_sees_it_the_outsider_hears_who_is_typing(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def everybody(
        see_all: Collection[Credential], see_some: Collection[Credential], orders: Collection[int]
    ) -> Visibility:
        good = revalidate([*see_all, *see_some])
        return good, {(person.pk, order) for person in good.values() for order in orders}

    monkeypatch.setattr(hub_module, "visible_orders_of_many", everybody)
    number = released(team).number
    assert whispered(team, number, [team.outsider], lambda hub: hub.publish_typing(number, team.diego, on=True)) != [[]]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_who_is_taken_off_the_order_is_not_here_any_more(team: Team) -> None:
    number = released(team).number
    off: Act = lambda _hub: set_field_workers(number, [], by=team.layla)  # noqa: E731
    layla, diego = whispered(team, number, [team.layla, team.diego], off)
    last = [one["people"] for one in layla if one["event"] == "here"][-1]
    assert [(one["id"], one["initials"]) for one in last] == [(team.layla.pk, "LN")]
    assert [one for one in diego if one["event"] != "here"] == []


class Stage:
    """Programs on one database with a Redis between them, and the pages of the team."""

    def __init__(self, programs: list[Program], facts: dict[str, Any]) -> None:
        self.programs, self.order, self.sessions = programs, facts["order"], facts["sessions"]

    def page(self, key: str, at: int) -> Listener:
        """Somebody's page of the order, whose stream is served by one process and whose posts go to the other."""
        listener = Listener(f"{self.programs[at].address}/live", session=self.sessions[key])
        stream = listener.wait_for("hello")[0].data["stream"]
        self.post(key, 1 - at, "/live/here", {"stream": stream, "orders": str(self.order)})
        return listener

    def post(self, key: str, at: int, path: str, fields: dict[str, str]) -> httpx.Response:
        """A form sent to one of the processes."""
        cookies = {"sessionid": self.sessions[key], "csrftoken": TOKEN}
        headers = {"X-CSRFToken": TOKEN, "X-Requested-With": "fetch"}
        with httpx.Client(base_url=self.programs[at].address, cookies=cookies, headers=headers) as client:
            answer = client.post(path, data=fields)
        assert answer.is_success or answer.is_redirect, answer.text
        return answer


@pytest.fixture
def two(tmp_path: Path, fresh_postgres_url: str, redis_url: str) -> Iterator[Stage]:
    """Two processes."""
    more = {"FIELDWORK_DATABASE_URL": fresh_postgres_url, "FIELDWORK_REDIS_URL": redis_url}
    second_process = SecondProcess(tmp_path, **more)
    facts = second_process.do("stage")
    with running(tmp_path, **more) as one, running(tmp_path, **more) as other:
        yield Stage([one, other], facts)
    second_process.close()


def names(listener: Listener) -> list[str]:
    """Who is here, as last told."""
    told = listener.named("here")
    return [one["name"] for one in told[-1].data["people"]] if told else []


def until(holds: Callable[[], bool], seconds: float = 10) -> float:
    """Waits; how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < seconds
        time.sleep(0.02)
    return time.monotonic() - began


@pytest.mark.slow
def test_two_processes_share_who_is_here_and_a_sign_out_in_one_ends_the_page_in_the_other_at_once(two: Stage) -> None:
    with two.page("layla", 0) as layla, two.page("diego", 1) as diego:
        until(lambda: names(layla) == names(diego) == ["Diego González", "Layla Nassar"])
        two.post("diego", 1, f"/orders/{two.order}/typing", {"on": "yes"})
        assert layla.wait_for("typing")[0].data["name"] == "Diego González"
        began = time.monotonic()
        two.post("diego", 0, "/sign-out", {})
        # The hub by itself would look again only every four seconds: here nobody waited for that.
        assert diego.wait_for("gone")[0].at - began < 1
        until(lambda: names(layla) == ["Layla Nassar"])


@pytest.mark.slow
def test_an_administrator_ends_somebodys_page_in_another_process_within_a_second(two: Stage) -> None:
    with two.page("diego", 1) as diego:
        began = time.monotonic()
        key = diego.wait_for("hello")[0].data["person"]
        two.post("noor", 0, f"/people/{key}/activity", {"active": "no"})
        assert diego.wait_for("gone")[0].at - began < 1
        assert diego.ended.wait(1)
