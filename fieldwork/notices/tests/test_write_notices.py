import uuid
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from fieldwork.notices.actions.save_preferences import mute, save_channels
from fieldwork.notices.actions.write_notices import write_notices
from fieldwork.notices.models import Notice
from fieldwork.notices.notice_reasons import Channel, NoticeReason
from fieldwork.notices.tests.dropped_constraints import without
from fieldwork.notices.tests.notice_view import told, unread
from fieldwork.orders import entry_hooks, events
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.delete_message import delete
from fieldwork.orders.actions.edit_message import edit
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Entry, Order
from fieldwork.people.actions.set_active import set_active
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.idempotency import idempotent, make_submission
from tests.worked_example import (
    Team,
    closed_fast,
    ended_without_work,
    first_confirmation,
    made,
    message,
    partially_confirmed,
    person,
    released,
    second_confirmation,
    text,
)

pytestmark = pytest.mark.django_db


def say(order: Order, by: Person, words: str, about: int | None = None) -> Entry:
    return post_message(order.number, message(words, answers=about), by=by)


def test_a_new_order_waits_for_every_supervisor_until_one_of_them_decides(team: Team) -> None:
    other = person("sam", "Sam Supervisor", Role.SUPERVISOR)
    order = made(team)
    assert (unread(team.ogechi), unread(other)) == (["release 1"], ["release 1"])
    reject(order.number, "No", by=other)
    assert (unread(team.ogechi), told(team.ogechi)) == ([], ["release 1"])
    assert told(team.layla) == ["closed 2"]


def test_who_creates_an_order_is_not_told_of_it(team: Team) -> None:
    Person.objects.filter(pk=team.layla.pk).update(roles=Role.COORDINATOR | Role.SUPERVISOR)
    made(team)
    assert told(team.layla) == []


def test_the_story_tells_each_what_concerns_them(team: Team) -> None:
    order = partially_confirmed(team)
    confirm(order.number, second_confirmation(order), by=team.diego)
    assert told(team.layla) == ["released 2", "confirmed 4", "closed 5"]
    assert told(team.ogechi) == ["release 1"]
    assert told(team.diego) == ["added 3"]
    assert told(team.noor) == told(team.outsider) == []


@pytest.mark.parametrize("end", [closed_fast, ended_without_work])
def test_an_end_is_told_to_whose_order_it_is(team: Team, end: object) -> None:
    assert callable(end)
    end(team)
    assert told(team.layla)[-1] == "closed 4"
    assert told(team.diego) == ["added 3"]


def test_field_workers_hear_what_others_do_to_their_order(team: Team) -> None:
    order = released(team)
    set_field_workers(order.number, [team.diego.email, team.outsider.email], by=team.layla)
    assert told(team.diego) == ["added 3"]
    assert told(team.outsider) == ["added 4"]
    confirm(order.number, first_confirmation(order), by=team.outsider)
    assert told(team.diego) == ["added 3", "confirmed 5"]


def test_mentions_and_replies_reach_whom_they_mean(team: Team) -> None:
    order = released(team)
    asked = say(order, team.diego, "Which cable?")
    say(order, team.layla, "The blue one", about=asked.seq)
    say(order, team.layla, "@Ogechi Adeola, right?")
    assert told(team.diego) == ["added 3", "replied 5"]
    assert told(team.ogechi) == ["release 1", "mentioned 6"]


def test_one_event_is_one_notice_for_the_strongest_reason(team: Team) -> None:
    order = released(team)
    asked = say(order, team.diego, "Which cable?")
    say(order, team.layla, "@Diego González the blue one, @diego gonzález!", about=asked.seq)
    assert told(team.diego) == ["added 3", "mentioned 5"]


def test_nobody_is_told_of_what_they_did_themselves(team: Team) -> None:
    order = released(team)
    mine = say(order, team.diego, "I am @Diego González")
    say(order, team.diego, "And again", about=mine.seq)
    assert told(team.diego) == ["added 3"]


def test_who_does_not_see_the_order_is_told_nothing(team: Team) -> None:
    order = released(team)
    asked = say(order, team.diego, "Which cable?")
    set_field_workers(order.number, [], by=team.layla)
    assert told(team.diego) == []
    say(order, team.layla, "@Diego González @Otto Outsider", about=asked.seq)
    set_field_workers(order.number, [team.diego.email], by=team.layla)
    assert told(team.diego) == ["added 3", "added 7"]
    assert told(team.outsider) == []


def test_who_left_is_told_nothing(team: Team) -> None:
    set_active(team.ogechi, is_active=False)
    made(team)
    assert not Notice.objects.exists()


def test_the_same_message_twice_is_one_notice(team: Team) -> None:
    order = released(team)
    submission = make_submission(uuid.uuid4(), "x")
    for _time in range(2):
        act = partial(post_message, order.number, text("@Ogechi Adeola"), by=team.diego)
        idempotent(submission, act, by=team.diego, model=Entry)
    assert told(team.ogechi) == ["release 1", "mentioned 4"]


def test_an_edit_tells_whom_it_names_newly_and_nobody_twice(team: Team) -> None:
    order = released(team)
    message = say(order, team.layla, "@Ogechi Adeola look")
    edit(order.number, message.seq, "@Ogechi Adeola and @Diego González look", by=team.layla)
    edit(order.number, message.seq, "@Ogechi Adeola, @Diego González, look", by=team.layla)
    assert told(team.ogechi) == ["release 1", "mentioned 4"]
    assert unread(team.diego) == ["added 3", "mentioned 4"]
    assert Notice.objects.get(person=team.diego, concern=NoticeReason.MENTIONED).seq == 5


def test_words_that_were_deleted_are_told_no_more(team: Team) -> None:
    order = released(team)
    message = say(order, team.layla, "@Ogechi Adeola look")
    delete(order.number, message.seq, by=team.layla)
    assert told(team.ogechi) == ["release 1"]


def test_a_muted_order_tells_nothing_and_others_do(team: Team) -> None:
    order, other = released(team), released(team)
    mute(order.number, on=True, by=team.ogechi)
    say(order, team.diego, "@Ogechi Adeola @Layla Nassar")
    say(other, team.diego, "@Ogechi Adeola")
    mute(order.number, on=False, by=team.ogechi)
    say(order, team.diego, "@Ogechi Adeola again")
    mentioned = Notice.objects.filter(person=team.ogechi, concern=NoticeReason.MENTIONED).order_by("pk")
    assert [(one.order_id, one.seq) for one in mentioned] == [(other.pk, 4), (order.pk, 5)]
    assert told(team.layla)[-1] == "mentioned 4"


def test_what_is_chosen_holds_from_then_on(team: Team) -> None:
    order = released(team)
    say(order, team.diego, "@Ogechi Adeola one")
    save_channels({NoticeReason.MENTIONED: frozenset({Channel.MAIL})}, by=team.ogechi)
    say(order, team.diego, "@Ogechi Adeola two")
    assert told(team.ogechi) == ["release 1", "mentioned 4"]
    kept = Notice.objects.get(person=team.ogechi, seq=5)
    assert (kept.centre, kept.push, kept.mail) == (False, False, True)
    save_channels({NoticeReason.MENTIONED: frozenset({Channel.CENTRE})}, by=team.ogechi)
    say(order, team.diego, "@Ogechi Adeola three")
    assert told(team.ogechi)[-1] == "mentioned 6"


def test_a_message_of_no_concern_asks_nothing(team: Team) -> None:
    order = released(team)
    entry = say(order, team.diego, "On my way")
    with CaptureQueriesContext(connection) as asked:
        write_notices(order, entry)
    assert len(asked) == 0
    assert told(team.layla) == ["released 2"]


class Broken(Exception):
    """The action fails after its entry was recorded."""


def say_and_fail(order: Order, by: Person) -> None:
    with transaction.atomic():
        say(order, by, "@Ogechi Adeola")
        raise Broken


def test_what_is_undone_told_nobody(team: Team) -> None:
    order = released(team)
    with pytest.raises(Broken):
        say_and_fail(order, team.diego)
    assert told(team.ogechi) == ["release 1"]


def end_at_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process ends with the commit: nothing that was to follow it runs."""
    monkeypatch.setattr(transaction, "on_commit", lambda *_given, **_more: None)


@pytest.mark.django_db(transaction=True)
def test_the_end_of_the_process_at_the_commit_loses_no_notice(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order = released(team)
    end_at_commit(monkeypatch)
    say(order, team.diego, "@Ogechi Adeola")
    assert told(team.ogechi) == ["release 1", "mentioned 4"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("ends", "kept"), [(False, ["release 1", "mentioned 4"]), (True, ["release 1"])])
def test_control_told_after_the_commit_it_is_lost_with_the_process(
    team: Team, monkeypatch: pytest.MonkeyPatch, ends: bool, kept: list[str]
) -> None:
    order = released(team)
    monkeypatch.setattr(entry_hooks, "_hooks", [])
    monkeypatch.setattr(events, "_listeners", [])
    events.subscribe(lambda number, seq, _kind: write_notices(order, Entry.objects.get(order=number, seq=seq)))
    if ends:
        end_at_commit(monkeypatch)
    say(order, team.diego, "@Ogechi Adeola")
    assert told(team.ogechi) == kept


def test_the_database_keeps_one_notice_for_an_entry_and_a_person(team: Team) -> None:
    order = released(team)
    message = say(order, team.diego, "@Ogechi Adeola")
    for _time in range(2):
        write_notices(order, message)
    assert told(team.ogechi) == ["release 1", "mentioned 4"]


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_control_without_the_rule_of_the_database_there_are_two(team: Team) -> None:
    order = released(team)
    message = say(order, team.diego, "@Ogechi Adeola")
    with without(Notice, "notice_once"):
        write_notices(order, message)
        assert told(team.ogechi) == ["release 1", "mentioned 4", "mentioned 4"]
