import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from fieldwork.orders.actions.delete_message import delete
from fieldwork.orders.actions.edit_message import edit
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.react_to_entry import react
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import PostMessage, React
from fieldwork.orders.entry_types import CHANGES, EntryKind
from fieldwork.orders.grouped_list import grouped_orders
from fieldwork.orders.mentions import named_in
from fieldwork.orders.models import Entry, Mention, Order, Reaction
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict, Forbidden, Invalid
from fieldwork.rest.idempotency import idempotent, make_submission
from tests.worked_example import Team, again, made, message, person, released, text

pytestmark = pytest.mark.django_db


def said(order: Order, by: Person, words: str = "Which cable?") -> Entry:
    return post_message(order.number, text(words), by=by)


def reply(order: Order, by: Person, seq: int | None) -> Entry:
    return post_message(order.number, message("This one", answers=seq), by=by)


def unread(order: Order, by: Person) -> int:
    return next(item.unread for group in grouped_orders(by) for item in group.items if item.number == order.number)


def line(order: Order, by: Person) -> str:
    return next(item.line for group in grouped_orders(by) for item in group.items if item.number == order.number)


def test_an_answer_names_what_it_answers(team: Team) -> None:
    order = released(team)
    asked = said(order, team.diego)
    assert reply(order, team.layla, asked.seq).about == asked.seq
    assert reply(order, team.layla, 1).about == 1


@pytest.mark.parametrize("seq", [4, 99])
def test_what_is_not_in_the_order_is_not_answered(team: Team, seq: int) -> None:
    order, other = released(team), released(team)
    for _time in range(3):
        said(other, team.layla)
    with pytest.raises(Invalid) as caught:
        reply(order, team.layla, seq)
    assert set(caught.value.errors) == {"answers"}


@pytest.mark.parametrize("seq", ["x", "-1", "0", 0, True, 1.5, [1], "1" * 10, "٣"])
def test_a_wrong_number_is_told(seq: object) -> None:
    with pytest.raises(Invalid) as caught:
        PostMessage.parse({"text": "x", "answers": seq})
    assert set(caught.value.errors) == {"answers"}


def test_an_edit_keeps_what_was_said_and_is_no_news(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego)
    before = unread(order, team.layla)
    told = edit(order.number, message.seq, "Which router?", by=team.diego)
    message.refresh_from_db()
    assert told
    assert (told.kind, told.about, message.text) == (EntryKind.EDITED, message.seq, "Which router?")
    assert message.edited_at is not None
    assert [one.text for one in message.revisions.all()] == ["Which cable?"]
    assert unread(order, team.layla) == before
    assert line(order, team.layla) == "Diego: Which router?"


def test_the_same_edit_twice_is_one_and_the_same_words_are_none(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego)
    sent = make_submission(uuid.uuid4(), "Which router?")
    act = partial(edit, order.number, message.seq, "Which router?", by=team.diego)
    first, again = (idempotent(sent, act, by=team.diego, model=Entry) for _time in range(2))
    assert first == again
    assert isinstance(first, Entry)
    assert edit(order.number, message.seq, "Which router?", by=team.diego) is None
    assert message.revisions.count() == 1


def test_nobody_changes_what_somebody_else_wrote(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego)
    for other in (team.layla, team.ogechi, team.outsider):
        with pytest.raises(Forbidden):
            edit(order.number, message.seq, "Mine", by=other)
        with pytest.raises(Forbidden):
            delete(order.number, message.seq, by=other)
    with pytest.raises(Forbidden):
        edit(order.number, 1, "Not a message", by=team.layla)


def test_who_was_removed_changes_nothing_any_more(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego)
    set_field_workers(order.number, [], by=team.layla)
    acts: list[Callable[[], object]] = [
        lambda: edit(order.number, message.seq, "x", by=team.diego),
        lambda: delete(order.number, message.seq, by=team.diego),
        lambda: react(order.number, message.seq, "heart", on=True, by=team.diego),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_a_deleted_message_leaves_a_mark_and_its_words_in_the_journal(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego, "@Layla Nassar secret")
    react(order.number, message.seq, "heart", on=True, by=team.layla)
    delete(order.number, message.seq, by=team.diego)
    message.refresh_from_db()
    assert (message.text, [one.text for one in message.revisions.all()]) == ("", ["@Layla Nassar secret"])
    assert not Reaction.objects.exists()
    assert not Mention.objects.exists()
    assert line(order, team.layla) == "Diego deleted a message"
    acts: list[Callable[[], object]] = [
        lambda: edit(order.number, message.seq, "x", by=team.diego),
        lambda: delete(order.number, message.seq, by=team.diego),
        lambda: react(order.number, message.seq, "heart", on=True, by=team.layla),
    ]
    for act in acts:
        with pytest.raises(Conflict):
            act()


@pytest.mark.parametrize(("hours", "possible"), [(23.9, True), (24.1, False)])
def test_a_message_is_deleted_within_a_day(team: Team, hours: float, *, possible: bool) -> None:
    order = released(team)
    message = said(order, team.diego)
    Entry.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(hours=hours))
    if possible:
        delete(order.number, message.seq, by=team.diego)
    else:
        with pytest.raises(Conflict):
            delete(order.number, message.seq, by=team.diego)
        assert edit(order.number, message.seq, "Still to be mended", by=team.diego)


def test_a_sign_stands_once_and_is_taken_back(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego)
    assert react(order.number, message.seq, "heart", on=True, by=team.layla)
    assert react(order.number, message.seq, "heart", on=True, by=team.layla) is None
    assert Reaction.objects.count() == 1
    assert react(order.number, message.seq, "heart", on=False, by=team.layla)
    assert react(order.number, message.seq, "heart", on=False, by=team.layla) is None
    assert not Reaction.objects.exists()
    assert [entry.data["on"] for entry in order.entries.filter(kind=EntryKind.REACTED)] == [True, False]


def test_there_is_no_reaction_to_a_change(team: Team) -> None:
    order = released(team)
    said(order, team.diego)
    changed = react(order.number, 1, "heart", on=True, by=team.layla)
    assert changed
    assert changed.kind in CHANGES
    with pytest.raises(Entry.DoesNotExist):
        react(order.number, changed.seq, "heart", on=True, by=team.layla)


@pytest.mark.parametrize("more", [{}, {"sign": "skull"}, {"sign": ["heart"]}, {"sign": "heart", "on": "perhaps"}])
def test_only_known_signs_are_read(more: dict[str, object]) -> None:
    fields = {"on": "yes", **more}
    with pytest.raises(Invalid):
        React.parse(fields)


def test_a_message_names_who_sees_the_order(team: Team) -> None:
    order = released(team)
    words = "@diego gonzález and @Ogechi Adeola, not @Otto Outsider or @Noor Haddad, mail a@Layla Nassar"
    message = said(order, team.layla, words)
    assert {one.person for one in message.mentions.all()} == {team.diego, team.ogechi}
    edit(order.number, message.seq, "@Ogechi Adeola only", by=team.layla)
    assert {one.person for one in message.mentions.all()} == {team.ogechi}
    first = said(made(team), team.layla, "@Diego González cannot see this yet")
    assert not first.mentions.exists()


def test_the_longest_name_counts_and_no_name_inside_a_word(team: Team) -> None:
    short, long = person("ana", "Ana", 2), person("anab", "Ana Belén", 2)
    assert named_in("@Ana Belén, hello", [short, long]) == [long]
    assert named_in("@Ana, hello", [short, long]) == [short]
    assert named_in("@Anabel", [short, long]) == []
    assert named_in("@" * 10_000 + "Ana", [short]) == [short]


def test_changes_count_in_the_journal_but_are_not_news(team: Team) -> None:
    order = released(team)
    message = said(order, team.diego)
    before = again(order)
    edit(order.number, message.seq, "x", by=team.diego)
    react(order.number, message.seq, "heart", on=True, by=team.layla)
    after = again(order)
    assert after.last_seq == before.last_seq + 2
    assert (after.news_count, after.last_news_seq, after.last_news_at) == (
        before.news_count,
        before.last_news_seq,
        before.last_news_at,
    )
