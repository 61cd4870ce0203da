"""What one person does appears on the others' open pages, and only on those that may see it."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from fieldwork.live.credentials import TokenCredential
from fieldwork.live.safe_cursor import MAX_TRANSACTION_SECONDS, SafeCursor
from fieldwork.live.stream import Stream
from fieldwork.live.visibility import visible_orders, visible_orders_of_many
from fieldwork.orders.models import Order
from fieldwork.people.actions.tokens import issue_token
from fieldwork.people.models import Person
from tests.running.program import Program, running
from tests.running.second_process import SecondProcess
from tests.running.stream_listener import Listener
from tests.worked_example import Team, made, released


@dataclass
class Open:
    """A program with a stage, and everybody's way in."""

    program: Program
    second_process: SecondProcess
    order: int
    created: int
    tokens: dict[str, str]
    sessions: dict[str, str]

    def page(self, key: str) -> Listener:
        """Somebody's open page, from its hello on."""
        listener = Listener(f"{self.program.address}/live", session=self.sessions[key])
        listener.wait_for("hello")
        return listener

    def program_of(self, key: str, order: int, *, last: str = "", query: str = "") -> Listener:
        """Somebody's program that follows one order."""
        url = f"{self.program.address}/api/v1/orders/{order}/live{query}"
        return Listener(url, token=self.tokens[key], last=last)

    def say(self, key: str) -> int:
        """A message through the API; its number in the journal."""
        answer = httpx.post(
            f"{self.program.address}/api/v1/orders/{self.order}/messages",
            json={"text": "Hello"},
            headers={"Authorization": f"Bearer {self.tokens[key]}"},
        )
        assert answer.status_code == 201, answer.text
        seq: int = answer.json()["seq"]
        return seq


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """The program on SQLite, for tests that leave everybody as they were."""
    data = tmp_path_factory.mktemp("live")
    second_process = SecondProcess(data)
    facts = second_process.do("stage")
    with running(data) as program:
        patience = time.monotonic() + 20
        while not second_process.do("told", order=facts["order"])["documents"] and time.monotonic() < patience:
            time.sleep(0.05)
        yield Open(program, second_process, **facts)
    second_process.close()


def ticks(listener: Listener) -> list[Any]:
    return [event.data for event in listener.named("message")]


@pytest.mark.slow
def test_a_message_is_heard_on_the_other_pages_and_not_by_the_outsider(served: Open) -> None:
    with served.page("layla") as layla, served.page("ogechi") as ogechi, served.page("otto") as otto:
        seq = served.say("diego")
        for page in (layla, ogechi):
            page.wait_until("message", {"order": served.order, "seq": seq})
        time.sleep(0.5)
        assert ticks(otto) == []


@pytest.mark.slow
def test_the_stream_is_never_kept_nor_held_back_on_its_way(served: Open) -> None:
    with served.page("layla") as layla:
        assert layla.response is not None
        headers = layla.response.headers
        assert headers["content-type"].startswith("text/event-stream")
        assert (headers["cache-control"], headers["x-accel-buffering"]) == ("no-store", "no")
        assert "content-encoding" not in headers


@pytest.mark.slow
def test_nobody_signed_in_is_told_to_sign_in(served: Open) -> None:
    for session in ("", "made-up"):
        with Listener(f"{served.program.address}/live", session=session) as stranger:
            stranger.wait_for("gone")
            assert stranger.ended.wait(2)


@pytest.mark.slow
def test_who_is_taken_off_the_order_hears_nothing_more(served: Open) -> None:
    served.second_process.do("staff", order=served.order, people=["diego", "otto"])
    with served.page("otto") as otto, served.page("layla") as layla:
        served.say("layla")
        otto.wait_for("message")
        served.second_process.do("staff", order=served.order, people=["diego"])
        heard = len(ticks(otto))
        last = served.say("layla")
        layla.wait_until("message", {"order": served.order, "seq": last})
        assert len(ticks(otto)) == heard


@pytest.mark.slow
def test_the_page_of_who_is_taken_off_is_told_to_look_for_itself(served: Open) -> None:
    """Without a word about the order, which is none of their business any more."""
    served.second_process.do("staff", order=served.order, people=["diego", "otto"])
    with served.page("otto") as otto:
        time.sleep(5)
        heard = len(ticks(otto))
        served.second_process.do("staff", order=served.order, people=["diego"])
        patience = time.monotonic() + 10
        while len(ticks(otto)) == heard and time.monotonic() < patience:
            time.sleep(0.05)
        assert ticks(otto)[heard:] == [{}]


@pytest.mark.slow
def test_a_program_that_asks_for_an_order_that_does_not_exist_is_told_so(served: Open) -> None:
    for key in ("layla", "diego"):
        with served.program_of(key, 9999) as nothing:
            assert nothing.ended.wait(5)
            assert nothing.response is not None
            assert nothing.response.status_code == 404


@pytest.mark.slow
def test_who_signs_out_is_gone_within_five_seconds(served: Open, tmp_path: Path) -> None:
    with served.page("ogechi") as ogechi:
        began = time.monotonic()
        served.second_process.do("sign_out", session=served.sessions["ogechi"])
        assert ogechi.wait_for("gone")[0].at - began < 5
        assert ogechi.ended.wait(1)


@pytest.mark.slow
def test_a_program_follows_one_order_from_where_it_was(served: Open) -> None:
    first = served.say("diego")
    with served.program_of("layla", served.order) as fresh:
        event = fresh.wait_for("message")[0]
        assert (event.id, event.data) == (str(first), {"seq": first})
    with (
        served.program_of("layla", served.order, last=str(first)) as back,
        served.program_of("diego", served.order, query=f"?after={first}") as asked,
    ):
        time.sleep(0.5)
        assert ticks(back) == ticks(asked) == []
        second = served.say("diego")
        assert [back.wait_for("message")[0].data, asked.wait_for("message")[0].data] == [{"seq": second}] * 2
    with served.program_of("layla", served.order, last=str(first), query="?after=0") as missed:
        assert missed.wait_for("message")[0].data == {"seq": second}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "order", "status"), [("otto", "order", 404), ("diego", "created", 404), ("", "order", 401)]
)
def test_a_program_is_refused_like_anywhere_else(served: Open, key: str, order: str, status: int) -> None:
    headers = {"Authorization": f"Bearer {served.tokens[key]}"} if key else {}
    url = f"{served.program.address}/api/v1/orders/{getattr(served, order)}/live"
    answer = httpx.get(url, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


@pytest.mark.slow
def test_who_is_removed_is_silent_within_five_seconds(tmp_path: Path) -> None:
    second_process = SecondProcess(tmp_path)
    facts = second_process.do("stage")
    with running(tmp_path) as program:
        served = Open(program, second_process, **facts)
        with served.page("diego") as diego, served.program_of("diego", served.order) as follower:
            began = time.monotonic()
            second_process.do("deactivate", key="diego")
            said = served.say("layla")
            assert diego.wait_for("gone")[0].at - began < 5
            assert [job for job in ticks(diego) if job["seq"] >= said] == []
            assert follower.ended.wait(5)
    second_process.close()


@pytest.mark.slow
def test_two_processes_hear_each_other_over_redis(tmp_path: Path, fresh_postgres_url: str, redis_url: str) -> None:
    more = {"FIELDWORK_DATABASE_URL": fresh_postgres_url, "FIELDWORK_REDIS_URL": redis_url}
    second_process = SecondProcess(tmp_path, **more)
    facts = second_process.do("stage")
    with running(tmp_path, **more) as one, running(tmp_path, **more) as two:
        here, there = Open(one, second_process, **facts), Open(two, second_process, **facts)
        with there.page("layla") as layla:
            delays = []
            for count in range(1, 6):
                began = time.monotonic()
                here.say("diego")
                delays.append(layla.wait_for("message", count)[-1].at - began)
            # The poll alone would need more than a second for at least one of five.
            assert max(delays) < 0.8, delays
    second_process.close()


@pytest.mark.slow
def test_without_redis_another_process_is_heard_a_little_later(served: Open) -> None:
    with served.page("layla") as layla:
        seq = served.second_process.do("say", order=served.order, by="diego")
        layla.wait_until("message", {"order": served.order, "seq": seq}, seconds=5)


def test_of_a_burst_only_the_latest_waits() -> None:
    async def burst() -> dict[int, int]:
        stream = Stream(TokenCredential(1, "x"))
        for seq in (5, 7, 6):
            stream.offer(4, seq)
        return await stream.next(1)

    assert asyncio.run(burst()) == {4: 7}


def test_the_floor_rises_only_past_the_longest_transaction() -> None:
    lookback = SafeCursor()
    lookback.advance(1000, at=0)
    assert lookback.position == 500
    lookback.advance(1200, at=MAX_TRANSACTION_SECONDS - 1)
    assert lookback.position == 500
    lookback.advance(1300, at=MAX_TRANSACTION_SECONDS + 1)
    assert lookback.position == 1000


@pytest.mark.both
@pytest.mark.django_db
def test_the_sight_of_many_is_that_of_each(team: Team) -> None:
    orders = [released(team).number, made(team).number]
    for roles in range(16):
        Person.objects.filter(pk=team.diego.pk).update(roles=roles)
        diego = Person.objects.get(pk=team.diego.pk)
        people = [team.layla, team.ogechi, diego, team.noor, team.outsider]
        proofs = [TokenCredential(person.pk, issue_token(person, name="t")) for person in people]
        one_by_one = {
            (person.pk, order)
            for person in people
            for order in Order.objects.visible_to(person).values_list("pk", flat=True)
        }
        assert visible_orders(proofs, orders)[1] == one_by_one
        everyones, others = proofs[:2], proofs[2:]
        found = visible_orders_of_many(everyones, others, orders)[1]
        assert {pair for pair in one_by_one if pair[0] in {team.layla.pk, team.ogechi.pk}} <= found <= one_by_one
