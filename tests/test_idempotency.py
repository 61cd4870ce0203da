"""The same submission arriving many times is recorded once and answered alike; controls break it."""

import uuid
from collections.abc import Callable
from functools import partial

import pytest

from fieldwork.orders.actions import create as create_file
from fieldwork.orders.actions import post_message as write_file
from fieldwork.orders.actions import set_field_workers as field_workers_module
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.actions.transaction import append_entry
from fieldwork.orders.entry_payload import EntryPayload
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.submission import Submission, make_submission
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid
from tests.concurrent_actors import ROUNDS, at_once, told
from tests.worked_example import (
    INK,
    Team,
    first_confirmation,
    journal,
    made,
    new_order,
    order_fields,
    partially_confirmed,
    released,
    second_confirmation,
    text,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
TIMES = 8
Act = Callable[[Order, Team, Submission], Entry | None]
ACTS: dict[str, tuple[Callable[[Team], Order], Act]] = {
    "release": (made, lambda order, team, once: release(order.number, INK, by=team.ogechi, submission=once)),
    "reject": (made, lambda order, team, once: reject(order.number, "No", by=team.ogechi, submission=once)),
    "field_workers": (
        released,
        lambda order, team, once: set_field_workers(order.number, [], by=team.layla, submission=once),
    ),
    "confirm": (
        released,
        lambda order, team, once: confirm(order.number, first_confirmation(order), by=team.diego, submission=once),
    ),
    "confirm_last": (
        partially_confirmed,
        lambda order, team, once: confirm(order.number, second_confirmation(order), by=team.diego, submission=once),
    ),
    "fast_close": (released, lambda order, team, once: fast_close(order.number, by=team.diego, submission=once)),
    "not_performed": (
        released,
        lambda order, team, once: not_performed(order.number, "No", by=team.diego, submission=once),
    ),
    "write": (
        made,
        lambda order, team, once: post_message(order.number, text("Hello"), by=team.layla, submission=once),
    ),
}


def once_only(body: object = None) -> Submission:
    """A sending of its own."""
    return make_submission(uuid.uuid4(), body)


@pytest.mark.parametrize("action", ACTS)
def test_the_same_form_eight_times_at_once_is_one_entry_and_one_answer(team: Team, action: str) -> None:
    bring, act = ACTS[action]
    order, once = bring(team), once_only({"form": action})
    before = len(journal(order))
    results = at_once(*[partial(act, order, team, once)] * TIMES)
    assert told(results) == {"done": TIMES}
    assert len({entry.pk for entry in results if isinstance(entry, Entry)}) == 1
    assert len(journal(order)) == before + 1


@pytest.mark.parametrize("action", ACTS)
def test_the_same_form_much_later_gets_the_same_answer(team: Team, action: str) -> None:
    bring, act = ACTS[action]
    order, once = bring(team), once_only()
    first = act(order, team, once)
    post_message(order.number, text("Meanwhile"), by=team.layla)
    assert act(order, team, once) == first


def test_an_order_sent_eight_times_at_once_is_one_order(team: Team) -> None:
    once = make_submission(uuid.uuid4(), order_fields())
    results = at_once(*[partial(create, new_order(), by=team.layla, submission=once)] * TIMES)
    assert told(results) == {"done": TIMES}
    assert {entry.order_id for entry in results if isinstance(entry, Entry)} == {1}
    assert Order.objects.count() == 1


def test_another_body_under_the_same_id_is_refused(team: Team) -> None:
    order, identity = made(team), uuid.uuid4()
    post_message(order.number, text("One"), by=team.layla, submission=make_submission(identity, "One"))
    with pytest.raises(Invalid) as caught:
        post_message(order.number, text("Two"), by=team.layla, submission=make_submission(identity, "Two"))
    assert set(caught.value.errors) == {"submission_id"}
    assert [entry.text for entry in journal(order)] == ["", "One"]


def test_the_same_id_for_another_order_is_refused(team: Team) -> None:
    one, two, once = made(team), made(team), once_only()
    post_message(one.number, text("One"), by=team.layla, submission=once)
    with pytest.raises(Invalid):
        post_message(two.number, text("One"), by=team.layla, submission=once)


def test_of_two_orders_sent_the_same_id_at_once_one_wins(team: Team) -> None:
    for _round in range(ROUNDS):
        one, two, once = made(team), made(team), once_only()
        acts = [
            partial(post_message, order.number, text("One"), by=team.layla, submission=once) for order in (one, two)
        ]
        assert told(at_once(*acts)) == {"done": 1, "Invalid": 1}
        assert Entry.objects.filter(submission_id=once.id).count() == 1


def test_what_changed_nothing_changes_nothing_when_it_comes_again_later(team: Team) -> None:
    order, once = released(team), once_only()
    assert set_field_workers(order.number, [], by=team.layla, submission=once) is not None
    nothing = once_only()
    assert set_field_workers(order.number, [], by=team.layla, submission=nothing) is None
    set_field_workers(order.number, [team.diego.email], by=team.ogechi)
    assert set_field_workers(order.number, [], by=team.layla, submission=nothing) is None
    assert [row.person for row in order.assignments.all()] == [team.diego]
    with pytest.raises(Invalid):
        set_field_workers(order.number, [], by=team.layla, submission=make_submission(nothing.id, "other"))


def test_control_without_that_memory_a_late_retry_takes_people_off(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(field_workers_module, "find_replayed_noop", _forgets)
    order, nothing = released(team), once_only()
    set_field_workers(order.number, [], by=team.layla)
    set_field_workers(order.number, [], by=team.layla, submission=nothing)
    set_field_workers(order.number, [team.diego.email], by=team.ogechi)
    set_field_workers(order.number, [], by=team.layla, submission=nothing)
    assert not order.assignments.exists()


def test_two_people_may_have_the_same_id(team: Team) -> None:
    order, once = made(team), once_only()
    for by in (team.layla, team.ogechi):
        post_message(order.number, text("Hello"), by=by, submission=once)
    assert [entry.author for entry in journal(order)[1:]] == [team.layla, team.ogechi]


def test_a_refused_form_may_be_corrected_under_the_same_id(team: Team) -> None:
    order, identity = released(team), uuid.uuid4()
    wrong = partial(post_message, order.number, text("x"), by=team.outsider, submission=make_submission(identity, "x"))
    assert "done" not in told(at_once(wrong))
    post_message(order.number, text("y"), by=team.layla, submission=make_submission(identity, "y"))
    assert journal(order)[-1].text == "y"


def test_the_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    identity = uuid.uuid4()
    assert make_submission(identity, {"a": 1, "b": [2]}) == make_submission(identity, {"b": [2], "a": 1})
    assert make_submission(identity, {"a": 1}) != make_submission(identity, {"a": "1"})


def _forgets(*_asked: object, **_more: object) -> None:
    """Replay removed: nothing was ever sent before."""


def test_without_replay_the_same_message_sent_again_is_refused(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order, once = made(team), once_only()
    monkeypatch.setattr(write_file, "find_replayed", _forgets)
    results = at_once(*[partial(post_message, order.number, text("Hello"), by=team.layla, submission=once)] * TIMES)
    assert told(results) == {"done": 1, "Invalid": TIMES - 1}


def test_without_replay_and_the_kept_id_a_message_is_recorded_eight_times(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(order: Order, payload: EntryPayload, *, by: Person, **_more: object) -> Entry:
        return append_entry(order, payload, by=by)

    order, once = made(team), once_only()
    monkeypatch.setattr(write_file, "find_replayed", _forgets)
    monkeypatch.setattr(write_file, "append_entry", forgetful)
    at_once(*[partial(post_message, order.number, text("Hello"), by=team.layla, submission=once)] * TIMES)
    assert [entry.text for entry in journal(order)[1:]] == ["Hello"] * TIMES


def test_without_replay_and_the_kept_id_an_order_is_created_eight_times(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forgetful(order: Order, payload: EntryPayload, *, by: Person, **_more: object) -> Entry:
        return append_entry(order, payload, by=by)

    once = once_only()
    monkeypatch.setattr(create_file, "find_replayed", _forgets)
    monkeypatch.setattr(create_file, "append_entry", forgetful)
    at_once(*[partial(create, new_order(), by=team.layla, submission=once)] * TIMES)
    assert Order.objects.count() == TIMES
