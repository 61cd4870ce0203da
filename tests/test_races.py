"""Several people act on one order at once: exactly one wins, the others are told what is now, nothing is lost.

Each guarantee has a twin in which its protection is removed, and in which it must break.
"""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.orders.actions import confirm as confirm_file
from fieldwork.orders.actions import create as create_file
from fieldwork.orders.actions import fast_close as fast_close_file
from fieldwork.orders.actions import not_performed as not_performed_file
from fieldwork.orders.actions import post_message as write_file
from fieldwork.orders.actions import reject as reject_file
from fieldwork.orders.actions import release as release_file
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Confirmation, EntryFile, NumberSequence, Order, Release
from fieldwork.orders.transitions import State
from fieldwork.people.roles import Role
from tests.concurrent_actors import ROUNDS, at_once, refusals, told, without_guard, without_lock
from tests.worked_example import (
    INK,
    Team,
    again,
    first_confirmation,
    journal,
    made,
    message,
    new_order,
    partially_confirmed,
    person,
    released,
    second_confirmation,
    text,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
Patch = pytest.MonkeyPatch
SUPERVISORS, CREATORS, WRITERS, MESSAGES = 6, 16, 8, 10


def seqs(order: Order) -> list[int]:
    return [entry.seq for entry in journal(order)]


def test_of_many_supervisors_who_release_at_once_one_wins(team: Team) -> None:
    supervisors = [person(f"s{place}", f"Supervisor {place}", Role.SUPERVISOR) for place in range(SUPERVISORS)]
    for _round in range(ROUNDS):
        order = made(team)
        results = at_once(*(partial(release, order.number, INK, by=each) for each in supervisors))
        assert told(results) == {"done": 1, "Conflict": SUPERVISORS - 1}
        assert all(each.facts == {"state": State.RELEASED, "version": 2} for each in refusals(results))
        winner = Release.objects.get(order=order).author
        assert all(winner.name in each.reason for each in refusals(results))
        assert (again(order).state, seqs(order), order.versions.count()) == (State.RELEASED, [1, 2], 1)


def test_without_lock_and_guard_the_losers_of_a_release_meet_an_error(team: Team, monkeypatch: Patch) -> None:
    order = made(team)
    without_lock(monkeypatch, order, release_file)
    without_guard(monkeypatch, release_file)
    results = at_once(*(partial(release, order.number, INK, by=team.ogechi) for _turn in range(3)))
    assert told(results) == {"done": 1, "IntegrityError": 2}


def test_of_release_and_rejection_at_once_one_wins(team: Team) -> None:
    for _round in range(ROUNDS):
        order = made(team)
        results = at_once(
            partial(release, order.number, INK, by=team.ogechi), partial(reject, order.number, "No", by=team.ogechi)
        )
        assert told(results) == {"done": 1, "Conflict": 1}
        is_released = not isinstance(results[0], Exception)
        assert again(order).state == (State.RELEASED if is_released else State.NOT_PERFORMED)
        assert order.versions.count() == Release.objects.filter(order=order).count() == int(is_released)


def test_the_guard_alone_refuses_who_read_too_early(team: Team, monkeypatch: Patch) -> None:
    order = made(team)
    without_lock(monkeypatch, order, reject_file)
    release(order.number, INK, by=team.ogechi)
    results = at_once(partial(reject, order.number, "No", by=team.ogechi))
    assert [each.facts["state"] for each in refusals(results)] == [State.RELEASED]
    assert again(order).state == State.RELEASED


def test_without_the_guard_a_released_order_is_rejected(team: Team, monkeypatch: Patch) -> None:
    order = made(team)
    without_lock(monkeypatch, order, reject_file, release_file)
    without_guard(monkeypatch, reject_file)
    monkeypatch.setattr(reject_file, "append_entry", lambda *_entry, **_more: None)
    release(order.number, INK, by=team.ogechi)
    reject(order.number, "No", by=team.ogechi)
    assert again(order).state == State.NOT_PERFORMED
    assert Release.objects.filter(order=order).exists()


def test_two_confirmations_at_once_are_numbers_1_and_2(team: Team) -> None:
    for _round in range(ROUNDS):
        order = released(team)
        form = first_confirmation(order)
        results = at_once(*(partial(confirm, order.number, form, by=by) for by in (team.diego, team.layla)))
        assert told(results) == {"done": 2}
        assert [one.number for one in order.confirmations.all()] == [1, 2]
        assert [version.number for version in order.versions.all()] == [1, 2, 3]
        assert order.versions.latest("number").content["totals"]["total"] == 2 * 14050


def test_without_the_lock_one_of_two_confirmations_is_turned_away(team: Team, monkeypatch: Patch) -> None:
    order = released(team)
    without_lock(monkeypatch, order, confirm_file)
    form = first_confirmation(order)
    results = at_once(*(partial(confirm, order.number, form, by=by) for by in (team.diego, team.layla)))
    assert told(results)["done"] == 1


def test_nothing_is_confirmed_after_the_last_confirmation(team: Team) -> None:
    for _round in range(ROUNDS):
        order = released(team)
        results = at_once(
            partial(confirm, order.number, second_confirmation(order), by=team.diego),
            partial(confirm, order.number, first_confirmation(order), by=team.layla),
        )
        assert not isinstance(results[0], Exception)
        assert again(order).state == State.FINALLY_CONFIRMED
        last = [one.last for one in Confirmation.objects.filter(order=order).order_by("number")]
        assert last == ([True] if refusals(results) else [False, True])


def test_without_lock_and_guard_a_closed_order_is_open_again(team: Team, monkeypatch: Patch) -> None:
    order = partially_confirmed(team)
    without_lock(monkeypatch, order, confirm_file)
    without_guard(monkeypatch, confirm_file)
    monkeypatch.setattr(confirm_file, "append_entry", lambda *_entry, **_more: None)
    confirm(order.number, second_confirmation(order), by=team.diego)
    confirm(order.number, first_confirmation(order), by=team.layla)
    assert again(order).state == State.PARTIALLY_CONFIRMED
    assert order.confirmations.filter(last=True).exists()


def test_of_fast_close_and_not_performed_at_once_one_wins(team: Team) -> None:
    for _round in range(ROUNDS):
        order = released(team)
        results = at_once(
            partial(fast_close, order.number, by=team.diego),
            partial(not_performed, order.number, "Cancelled", by=team.layla),
        )
        assert told(results) == {"done": 1, "Conflict": 1}
        is_closed = not isinstance(results[0], Exception)
        assert again(order).state == (State.FINALLY_CONFIRMED if is_closed else State.NOT_PERFORMED)
        assert order.confirmations.count() == int(is_closed)


def test_without_lock_and_guard_a_closed_order_is_not_performed(team: Team, monkeypatch: Patch) -> None:
    order = released(team)
    without_lock(monkeypatch, order, fast_close_file, not_performed_file)
    without_guard(monkeypatch, fast_close_file, not_performed_file)
    monkeypatch.setattr(not_performed_file, "append_entry", lambda *_entry, **_more: None)
    fast_close(order.number, by=team.diego)
    not_performed(order.number, "Cancelled", by=team.layla)
    assert again(order).state == State.NOT_PERFORMED
    assert order.confirmations.filter(fast=True).exists()


def test_sixteen_who_create_at_once_get_numbers_without_gaps(team: Team) -> None:
    results = at_once(*(partial(create, new_order(), by=team.layla) for _turn in range(CREATORS)))
    assert told(results) == {"done": CREATORS}
    assert sorted(Order.objects.values_list("number", flat=True)) == list(range(1, CREATORS + 1))
    assert NumberSequence.objects.get().last_number == CREATORS


def test_without_the_lock_on_the_numbers_most_creations_fail(team: Team, monkeypatch: Patch) -> None:
    monkeypatch.setattr(create_file, "_lock_number_sequence", lambda: NumberSequence(name="order", last_number=0))
    results = at_once(*(partial(create, new_order(), by=team.layla) for _turn in range(4)))
    assert told(results) == {"done": 1, "IntegrityError": 3}


def test_messages_written_at_once_are_numbered_without_gaps_and_a_reader_misses_none(team: Team) -> None:
    order = released(team)
    begun = len(journal(order))
    seen: list[int] = []

    def send(place: int) -> None:
        for turn in range(MESSAGES):
            post_message(order.number, text(f"{place}: {turn}"), by=team.layla)

    def follow() -> None:
        """Catches up as an open page does: everything after the last number seen, again and again."""
        while len(seen) < begun + WRITERS * MESSAGES:
            after = seen[-1] if seen else 0
            seen.extend(order.entries.filter(seq__gt=after).order_by("seq").values_list("seq", flat=True))

    results = at_once(*(partial(send, place) for place in range(WRITERS)), follow)
    assert told(results) == {"done": WRITERS + 1}
    assert seen == seqs(order) == list(range(1, begun + WRITERS * MESSAGES + 1))
    texts = [entry.text for entry in journal(order)[begun:]]
    for place in range(WRITERS):
        own = [words for words in texts if words.startswith(f"{place}: ")]
        assert own == [f"{place}: {turn}" for turn in range(MESSAGES)]


def test_without_the_lock_messages_are_lost(team: Team, monkeypatch: Patch) -> None:
    order = released(team)
    without_lock(monkeypatch, order, write_file)
    results = at_once(*(partial(post_message, order.number, text("Hello"), by=team.layla) for _turn in range(4)))
    assert told(results) == {"done": 1, "IntegrityError": 3}


def test_of_two_orders_that_claim_one_file_at_once_one_gets_it(team: Team) -> None:
    for _round in range(ROUNDS):
        orders = [made(team), made(team)]
        file = store_upload(SimpleUploadedFile("rack.jpg", b"not really a picture"), by=team.layla)
        sent = message(files=[file.pk])
        results = at_once(*(partial(post_message, order.number, sent, by=team.layla) for order in orders))
        assert told(results) == {"done": 1, "Invalid": 1}
        assert EntryFile.objects.filter(file=file).count() == 1


def test_without_asking_whether_it_is_unused_a_file_claimed_twice_meets_an_error(
    team: Team, monkeypatch: Patch
) -> None:
    monkeypatch.setattr(write_file, "claim_files", lambda files: files)
    file = store_upload(SimpleUploadedFile("rack.jpg", b"not really a picture"), by=team.layla)
    acts = [partial(post_message, made(team).number, message(files=[file.pk]), by=team.layla) for _turn in range(2)]
    assert told(at_once(*acts)) == {"done": 1, "IntegrityError": 1}


def test_who_is_removed_while_writing_either_wrote_before_or_writes_nothing(team: Team) -> None:
    for _round in range(ROUNDS):
        order = released(team)
        results = at_once(
            partial(set_field_workers, order.number, [], by=team.layla),
            partial(post_message, order.number, text("Still here"), by=team.diego),
        )
        kinds = [entry.kind for entry in journal(order)][3:]
        assert kinds == (["field_workers"] if isinstance(results[1], Exception) else ["message", "field_workers"])
