"""The hub in this process: rights are asked anew for each batch. Each protection has a control without it."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone

from fieldwork.live import hub as hub_module
from fieldwork.live.credentials import Credential, TokenCredential, revalidate
from fieldwork.live.hub import Hub
from fieldwork.live.stream import Ending, Stream
from fieldwork.live.visibility import Visibility
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.people.actions.tokens import issue_token, revoke_token
from fieldwork.people.models import Person, Token
from tests.worked_example import Team, released, text

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
Step = Callable[[], object]


def with_hub(story: Callable[[Hub], Awaitable[None]]) -> None:
    """Tells a story with a hub that has started; then it stops."""

    async def told() -> None:
        hub = Hub()
        await hub.start()
        try:
            await story(hub)
        finally:
            await hub.query(connections.close_all)
            await hub.stop()

    asyncio.run(told())


def in_thread(step: Step) -> Awaitable[object]:
    """Runs `step` as Django would, beside the loop."""
    return sync_to_async(_and_hang_up, thread_sensitive=False)(step)


def _and_hang_up(step: Step) -> object:
    try:
        return step()
    finally:
        connections.close_all()


def proof_of(person: Person) -> Credential:
    return TokenCredential(person.pk, issue_token(person, name="test"))


def heard_by(people: Sequence[Person], act: Step, *, before: Step | None = None) -> list[dict[int, int]]:
    """What each of them hears of `act`; `before` happens after they are admitted."""
    proofs = [proof_of(person) for person in people]
    heard: list[dict[int, int]] = []

    async def story(hub: Hub) -> None:
        streams = [Stream(proof) for proof in proofs]
        for stream in streams:
            assert await hub.add(stream)
        # What the stage left in the journal is not what is asked for.
        await asyncio.sleep(0.3)
        for stream in streams:
            await stream.next(0.01)
        if before is not None:
            await in_thread(before)
        await in_thread(act)
        heard.extend([await stream.next(0.6) for stream in streams])

    with_hub(story)
    return heard


def test_an_order_is_heard_by_those_who_see_it(team: Team) -> None:
    number = released(team).number
    seqs: list[int] = []
    heard = heard_by(
        [team.layla, team.diego, team.outsider, team.noor],
        lambda: seqs.append(post_message(number, text("Hello"), by=team.layla).seq),
    )
    assert heard == [{number: seqs[0]}, {number: seqs[0]}, {}, {}]


def test_without_asking_who_sees_it_the_outsider_hears(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def everybody(
        see_all: Collection[Credential], see_some: Collection[Credential], orders: Collection[int]
    ) -> Visibility:
        good = revalidate([*see_all, *see_some])
        return good, {(person.pk, order) for person in good.values() for order in orders}

    monkeypatch.setattr(hub_module, "visible_orders_of_many", everybody)
    number = released(team).number
    assert heard_by([team.outsider], lambda: post_message(number, text("Hello"), by=team.layla)) != [{}]


def test_who_was_deactivated_a_moment_ago_hears_nothing(team: Team) -> None:
    number = released(team).number
    gone = Person.objects.filter(pk=team.diego.pk)
    act = partial(post_message, number, text("Hello"), by=team.layla)
    assert heard_by([team.diego], act, before=lambda: gone.update(is_active=False)) == [{}]


def test_with_yesterdays_proof_who_was_deactivated_still_hears(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_was(
        see_all: Collection[Credential], see_some: Collection[Credential], orders: Collection[int]
    ) -> Visibility:
        people = Person.objects.in_bulk()
        proofs = [*see_all, *see_some]
        good = {proof: people[proof.person_id] for proof in proofs}
        return good, {(proof.person_id, order) for proof in proofs for order in orders}

    monkeypatch.setattr(hub_module, "visible_orders_of_many", as_it_was)
    number = released(team).number
    gone = Person.objects.filter(pk=team.diego.pk)
    act = partial(post_message, number, text("Hello"), by=team.layla)
    assert heard_by([team.diego], act, before=lambda: gone.update(is_active=False)) != [{}]


def test_who_was_taken_off_the_order_hears_nothing(team: Team) -> None:
    number = released(team).number
    off = partial(set_field_workers, number, [], by=team.layla)
    assert heard_by([team.diego], partial(post_message, number, text("Hi"), by=team.layla), before=off) == [{}]


@pytest.mark.parametrize("field", ["revoked_at", "expires_at"])
@pytest.mark.parametrize(("recheck", "ending"), [(0.1, Ending.UNAUTHORIZED), (60.0, None)])
def test_a_token_that_ends_ends_its_silent_stream(
    team: Team, monkeypatch: pytest.MonkeyPatch, field: str, recheck: float, ending: Ending | None
) -> None:
    """faults.md C10: taken back, or past its end. Without it the stream stays open for a minute."""
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", recheck)
    stream = Stream(proof_of(team.layla))

    async def story(hub: Hub) -> None:
        assert await hub.add(stream)
        await in_thread(lambda: Token.objects.update(**{field: timezone.now()}))
        await stream.next(1)

    with_hub(story)
    # Stopping the hub ends every stream, the other way.
    assert stream.ending is (ending or Ending.RECONNECT)


@pytest.mark.parametrize("told", [True, False])
def test_a_stream_ends_at_once_when_it_is_told_of(team: Team, monkeypatch: pytest.MonkeyPatch, *, told: bool) -> None:
    """In the control nobody tells the hub, which looks again by itself only after a minute."""
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", 60.0)
    if not told:
        monkeypatch.setattr(hub_module, "subscribe_to_access_changes", lambda _listener: None)
    one, other = Stream(proof_of(team.layla)), Stream(proof_of(team.layla))
    endings: list[Ending | None] = []

    async def story(hub: Hub) -> None:
        for stream in (one, other):
            assert await hub.add(stream)
        await in_thread(lambda: revoke_token(Token.objects.order_by("pk")[0]))
        await one.next(0.5)
        endings.extend([one.ending, other.ending])

    with_hub(story)
    assert endings == [Ending.UNAUTHORIZED if told else None, None]


def test_other_rights_let_the_stream_begin_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hub_module, "RECHECK_SECONDS", 0.1)
    stream = Stream(proof_of(team.layla))
    ending: list[Ending | None] = []

    async def story(hub: Hub) -> None:
        assert await hub.add(stream)
        await in_thread(lambda: Person.objects.filter(pk=team.layla.pk).update(roles=8))
        await stream.next(1)
        ending.append(stream.ending)

    with_hub(story)
    assert ending == [Ending.RECONNECT]
