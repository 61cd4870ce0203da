"""The same submission arriving many times is recorded once and answered alike; controls break it."""

import uuid
from collections.abc import Callable
from functools import partial

import pytest

from fieldwork.masterdata.models import Client
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person
from fieldwork.rest import idempotency
from fieldwork.rest.canonical_json import canonical_digest
from fieldwork.rest.errors import Invalid
from fieldwork.rest.idempotency import Submission, idempotent, make_submission
from fieldwork.rest.models import IdempotencyRecord
from tests.api_caller import callers
from tests.concurrent_actors import ROUNDS, at_once, told
from tests.pages.browser_client import Visitor
from tests.worked_example import (
    INK,
    Team,
    first_confirmation,
    journal,
    made,
    new_order,
    partially_confirmed,
    released,
    second_confirmation,
    text,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
TIMES = 8
ORDER_AND_ACT = tuple[Order, Person, Callable[[], Entry | None]]


def _release(team: Team) -> ORDER_AND_ACT:
    order = made(team)
    return order, team.ogechi, partial(release, order.number, INK, by=team.ogechi)


def _reject(team: Team) -> ORDER_AND_ACT:
    order = made(team)
    return order, team.ogechi, partial(reject, order.number, "No", by=team.ogechi)


def _field_workers(team: Team) -> ORDER_AND_ACT:
    order = released(team)
    return order, team.layla, partial(set_field_workers, order.number, [], by=team.layla)


def _confirm(team: Team) -> ORDER_AND_ACT:
    order = released(team)
    return order, team.diego, partial(confirm, order.number, first_confirmation(order), by=team.diego)


def _confirm_last(team: Team) -> ORDER_AND_ACT:
    order = partially_confirmed(team)
    return order, team.diego, partial(confirm, order.number, second_confirmation(order), by=team.diego)


def _fast_close(team: Team) -> ORDER_AND_ACT:
    order = released(team)
    return order, team.diego, partial(fast_close, order.number, by=team.diego)


def _not_performed(team: Team) -> ORDER_AND_ACT:
    order = released(team)
    return order, team.diego, partial(not_performed, order.number, "No", by=team.diego)


def _write(team: Team) -> ORDER_AND_ACT:
    order = made(team)
    return order, team.layla, partial(post_message, order.number, text("Hello"), by=team.layla)


every_action = pytest.mark.parametrize(
    "bring",
    [_release, _reject, _field_workers, _confirm, _confirm_last, _fast_close, _not_performed, _write],
    ids=lambda bring: bring.__name__.strip("_"),
)


def submission(content: object = None) -> Submission:
    """A sending of its own."""
    return make_submission(uuid.uuid4(), content)


def say(order: Order, words: str, *, by: Person, once: Submission) -> Entry | None:
    """A message sent under this id."""
    return idempotent(once, partial(post_message, order.number, text(words), by=by), by=by, model=Entry)


@every_action
def test_the_same_form_eight_times_at_once_is_one_entry_and_one_answer(
    team: Team, bring: Callable[[Team], ORDER_AND_ACT]
) -> None:
    order, by, act = bring(team)
    before, once = len(journal(order)), submission()
    results = at_once(*[partial(idempotent, once, act, by=by, model=Entry)] * TIMES)
    assert told(results) == {"done": TIMES}
    assert len({entry.pk for entry in results if isinstance(entry, Entry)}) == 1
    assert len(journal(order)) == before + 1


@every_action
def test_the_same_form_much_later_gets_the_same_answer(team: Team, bring: Callable[[Team], ORDER_AND_ACT]) -> None:
    order, by, act = bring(team)
    once = submission()
    first = idempotent(once, act, by=by, model=Entry)
    post_message(order.number, text("Meanwhile"), by=team.layla)
    assert idempotent(once, act, by=by, model=Entry) == first


def test_an_order_sent_eight_times_at_once_is_one_order(team: Team) -> None:
    act = partial(create, new_order(), by=team.layla)
    results = at_once(*[partial(idempotent, submission(), act, by=team.layla, model=Entry)] * TIMES)
    assert told(results) == {"done": TIMES}
    assert {entry.order_id for entry in results if isinstance(entry, Entry)} == {1}
    assert Order.objects.count() == 1


def test_another_body_under_the_same_id_is_refused(team: Team) -> None:
    order, identity = made(team), uuid.uuid4()
    say(order, "One", by=team.layla, once=make_submission(identity, "One"))
    with pytest.raises(Invalid) as caught:
        say(order, "Two", by=team.layla, once=make_submission(identity, "Two"))
    assert set(caught.value.errors) == {"submission_id"}
    assert [entry.text for entry in journal(order)] == ["", "One"]


def test_of_two_sent_under_the_same_id_at_once_one_wins(team: Team) -> None:
    for _round in range(ROUNDS):
        one, two, identity = made(team), made(team), uuid.uuid4()
        acts = [
            partial(say, order, "One", by=team.layla, once=make_submission(identity, order.pk)) for order in (one, two)
        ]
        assert told(at_once(*acts)) == {"done": 1, "Invalid": 1}
        assert len(journal(one)) + len(journal(two)) == 3


def test_what_changed_nothing_changes_nothing_when_it_comes_again_later(team: Team) -> None:
    order, nothing = released(team), submission()
    set_field_workers(order.number, [], by=team.layla)
    nobody = partial(set_field_workers, order.number, [], by=team.layla)
    assert idempotent(nothing, nobody, by=team.layla, model=Entry) is None
    set_field_workers(order.number, [team.diego.email], by=team.ogechi)
    assert idempotent(nothing, nobody, by=team.layla, model=Entry) is None
    assert [row.person for row in order.assignments.all()] == [team.diego]
    with pytest.raises(Invalid):
        idempotent(make_submission(nothing.id, "other"), nobody, by=team.layla, model=Entry)


def test_two_people_and_a_client_may_have_the_same_id(team: Team) -> None:
    order, once = released(team), submission()
    for by in (team.layla, team.ogechi, None):
        act = partial(post_message, order.number, text("Hello"), by=by or team.diego)
        results = [idempotent(once, act, by=by, model=Entry) for _time in range(2)]
        assert results[0] == results[1]
    assert [entry.author for entry in journal(order) if entry.kind == EntryKind.MESSAGE] == [
        team.layla,
        team.ogechi,
        team.diego,
    ]


def test_a_refused_form_may_be_corrected_under_the_same_id(team: Team) -> None:
    order, identity = released(team), uuid.uuid4()
    wrong = partial(say, order, "x", by=team.outsider, once=make_submission(identity, "x"))
    assert "done" not in told(at_once(wrong))
    say(order, "y", by=team.layla, once=make_submission(identity, "y"))
    assert journal(order)[-1].text == "y"
    assert IdempotencyRecord.objects.count() == 1


def test_an_id_that_wrote_something_else_does_not_answer_with_it(team: Team) -> None:
    """A program before 1.0 left no digest: what it wrote is answered as an entry, and never as a client."""
    order, once = made(team), submission()
    entry = say(order, "Hello", by=team.layla, once=once)
    IdempotencyRecord.objects.update(fingerprint="")
    assert say(order, "Whatever", by=team.layla, once=once) == entry
    with pytest.raises(Invalid):
        idempotent(once, lambda: Client.objects.create(name="X", code="x"), by=team.layla, model=Client)
    assert not Client.objects.filter(code="x").exists()


def test_the_fingerprint_does_not_depend_on_the_order_of_keys() -> None:
    identity = uuid.uuid4()
    assert make_submission(identity, {"a": 1, "b": [2]}) == make_submission(identity, {"b": [2], "a": 1})
    assert make_submission(identity, {"a": 1}) != make_submission(identity, {"a": "1"})


def test_a_message_from_the_page_and_over_the_api_is_one(team: Team) -> None:
    """An outbox may begin on a page and go on over the API, or the other way round."""
    order = released(team)
    layla, page = callers(team).layla, Visitor(team.layla)
    address = f"/orders/{order.number}/messages"
    one, other = uuid.uuid4(), uuid.uuid4()
    assert page.send(address, {"text": "Hello"}, submission=one).status_code == 201
    answer = layla.post(address, {"text": "Hello"}, key=str(one))
    assert (answer.status, answer.json["text"]) == (201, "Hello")
    assert layla.post(address, {"text": "Hello"}, key=str(one)).raw == answer.raw
    first = layla.post(address, {"text": "Again"}, key=str(other))
    assert page.send(address, {"text": "Again"}, submission=other).status_code == 201
    assert layla.post(address, {"text": "Again"}, key=str(other)).raw == first.raw
    assert [entry.text for entry in journal(order) if entry.kind == EntryKind.MESSAGE] == ["Hello", "Again"]
    assert page.send(address, {"text": "Changed"}, submission=one).status_code == 422


def test_who_was_taken_off_an_order_is_not_answered_over_the_api(team: Team) -> None:
    order, key = released(team), uuid.uuid4()
    address = f"/orders/{order.number}/messages"
    assert Visitor(team.diego).send(address, {"text": "Hello"}, submission=key).status_code == 201
    set_field_workers(order.number, [], by=team.layla)
    assert callers(team).diego.post(address, {"text": "Hello"}, key=str(key)).status == 404


def test_a_call_that_an_older_program_answered_is_still_compared(team: Team) -> None:
    order, key = released(team), str(uuid.uuid4())
    layla, address = callers(team).layla, f"/orders/{order.number}/messages"
    first = layla.post(address, {"text": "Grüße"}, key=key)
    call = ["POST", f"/api/v1{address}", {"text": "Grüße"}]
    IdempotencyRecord.objects.update(fingerprint=canonical_digest(call, escaped=True))
    assert layla.post(address, {"text": "Grüße"}, key=key).raw == first.raw
    assert "Idempotency-Key" in layla.post(address, {"text": "Other"}, key=key).faults


def _always_new(_submission: Submission, *, by: Person, **_more: object) -> IdempotencyRecord:
    """The claim removed: nothing was ever sent before."""
    return IdempotencyRecord.objects.create(
        person=by, key=uuid.uuid4(), fingerprint=_submission.fingerprint, created_at=by.joined_at
    )


def test_control_without_the_claim_a_message_is_recorded_eight_times(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    order, once = made(team), submission()
    monkeypatch.setattr(idempotency, "claim", _always_new)
    at_once(*[partial(say, order, "Hello", by=team.layla, once=once)] * TIMES)
    assert [entry.text for entry in journal(order)[1:]] == ["Hello"] * TIMES


def test_control_without_the_claim_an_order_is_created_eight_times(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "claim", _always_new)
    act = partial(create, new_order(), by=team.layla)
    at_once(*[partial(idempotent, submission(), act, by=team.layla, model=Entry)] * TIMES)
    assert Order.objects.count() == TIMES


def test_control_without_the_claim_a_late_retry_takes_people_off(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idempotency, "claim", _always_new)
    order, nothing = released(team), submission()
    set_field_workers(order.number, [], by=team.layla)
    nobody = partial(set_field_workers, order.number, [], by=team.layla)
    idempotent(nothing, nobody, by=team.layla, model=Entry)
    set_field_workers(order.number, [team.diego.email], by=team.ogechi)
    idempotent(nothing, nobody, by=team.layla, model=Entry)
    assert not order.assignments.exists()
