"""Who finds what: everything one may see, nothing else, as it is now."""

import pytest
from django.db import IntegrityError, transaction

from fieldwork.orders.actions.delete_message import delete
from fieldwork.orders.actions.edit_message import edit
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person
from fieldwork.search import search_results
from fieldwork.search.actions import index_entries as indexing
from fieldwork.search.actions.index_entries import is_whole, rebuild
from fieldwork.search.models import Text
from tests.worked_example import Team, made, message, partially_confirmed, released, text

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def found(person: Person, typed: str, *, order: Order | None = None) -> list[tuple[int, str]]:
    """Order and kind of each hit."""
    return [(hit.order.pk, hit.kind) for hit in search_results.search_hits(person, typed, limit=50, order=order)]


def contents() -> list[tuple[object, ...]]:
    """The whole index."""
    return list(Text.objects.order_by("pk").values_list("pk", "entry", "file", "words"))


def test_one_finds_orders_and_messages_of_all_that_one_may_see_the_newest_first(team: Team) -> None:
    first, second = released(team), made(team, name="Réparer le réseau")
    post_message(first.pk, text("The réseau is down"), by=team.diego)
    assert found(team.layla, "RESEAU") == [(first.pk, "words"), (second.pk, "order")]
    assert found(team.diego, "reseau") == [(first.pk, "words")]
    assert found(team.outsider, "reseau") == []
    assert found(team.noor, "reseau") == []
    assert found(team.layla, "down res") == [(first.pk, "words")]
    assert found(team.layla, "down nothing") == []


def test_who_is_taken_off_an_order_finds_nothing_of_it_any_more(team: Team) -> None:
    order = released(team)
    post_message(order.pk, text("Spanner"), by=team.diego)
    assert found(team.diego, "spanner") == [(order.pk, "words")]
    set_field_workers(order.pk, [], by=team.layla)
    assert found(team.diego, "spanner") == []


def test_the_rule_of_who_sees_what_holds_without_the_short_cut(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order = made(team)
    monkeypatch.setattr(search_results, "_where", lambda *_who: [])
    assert found(team.layla, "network") == [(order.pk, "order")]
    assert found(team.diego, "network") == []


@pytest.mark.parametrize("window", [1, 2, 10])
def test_who_is_on_many_orders_finds_the_same(team: Team, monkeypatch: pytest.MonkeyPatch, window: int) -> None:
    mine, others = released(team), made(team)
    for place in range(6):
        post_message(mine.pk, text(f"Ladder {place}"), by=team.diego)
        post_message(others.pk, text(f"Ladder {place}"), by=team.layla)
    few = [hit.key for hit in search_results.search_hits(team.diego, "ladder", limit=4)]
    monkeypatch.setattr(search_results, "FEW_ORDERS", 0)
    monkeypatch.setattr(search_results, "WINDOW", window)
    many = [hit.key for hit in search_results.search_hits(team.diego, "ladder", limit=4)]
    assert many == few
    assert len(many) == 4
    older = [hit.key for hit in search_results.search_hits(team.diego, "ladder", limit=4, before=many[-1])]
    assert (len(older), len({*many, *older})) == (2, 6)


def test_a_search_inside_an_order_finds_only_there(team: Team) -> None:
    first, second = released(team), released(team)
    for order in (first, second):
        post_message(order.pk, text("Screwdriver"), by=team.diego)
    assert found(team.layla, "screw", order=first) == [(first.pk, "words")]
    assert found(team.layla, "screw", order=Order.objects.get(pk=second.pk)) == [(second.pk, "words")]


def test_what_is_edited_or_deleted_is_found_as_it_is_now(team: Team) -> None:
    order = released(team)
    message = post_message(order.pk, text("Wrnech"), by=team.diego)
    edit(order.pk, message.seq, "Wrench", by=team.diego)
    assert (found(team.layla, "wrnech"), found(team.layla, "wrench")) == ([], [(order.pk, "words")])
    delete(order.pk, message.seq, by=team.diego)
    assert found(team.layla, "wrench") == []


def test_notes_and_reasons_are_found_too(team: Team) -> None:
    order = partially_confirmed(team)
    entry = order.entries.get(kind="confirmed")
    assert not Text.objects.filter(entry=entry).exists()
    Entry.objects.filter(pk=entry.pk).update(text="Left the key at the desk")
    rebuild(lambda _done: None)
    assert found(team.diego, "key desk") == [(order.pk, "words")]


def test_an_entry_and_its_words_are_kept_together_or_not_at_all(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    order = released(team)
    last = order.last_seq

    def fail(*_what: object) -> list[Text]:
        raise IntegrityError("disk full")

    monkeypatch.setattr(indexing, "_texts", fail)
    with pytest.raises(IntegrityError), transaction.atomic():
        post_message(order.pk, text("Lost"), by=team.diego)
    assert Order.objects.get(pk=order.pk).last_seq == last
    monkeypatch.undo()
    assert found(team.layla, "lost") == []


def test_the_index_made_anew_is_the_index_kept_all_along(team: Team) -> None:
    order = released(team)
    message = post_message(order.pk, text("One"), by=team.diego)
    edit(order.pk, message.seq, "Two", by=team.diego)
    gone = post_message(order.pk, text("Three"), by=team.layla)
    delete(order.pk, gone.seq, by=team.layla)
    before = contents()
    assert rebuild(lambda _done: None) == Entry.objects.count()
    assert contents() == before
    Text.objects.all().delete()
    assert not is_whole()
    rebuild(lambda _done: None)
    assert is_whole()
    assert contents() == before
    assert found(team.diego, "two") == [(order.pk, "words")]


@pytest.mark.parametrize(
    "typed", ['"', "a OR b", "NEAR(a b)", "words:x", "-a", "a*", "^a", "\\", "'", "a'b", "a & !b", "<->", "(" * 500]
)
def test_no_question_breaks_the_database(team: Team, typed: str) -> None:
    released(team)
    post_message(1, message("a b c"), by=team.layla)
    for person in (team.layla, team.diego):
        search_results.search_hits(person, typed, limit=5)


def test_numbers_clients_and_people(team: Team) -> None:
    order, hidden = released(team), made(team)
    assert search_results.order_numbered(team.diego, f" #{order.pk} ") == order
    assert search_results.order_numbered(team.diego, str(hidden.pk)) is None
    assert search_results.order_numbered(team.layla, "1" * 30) is None
    assert [client.code for client in search_results.clients(team.diego, "acm")] == ["acme"]
    assert not search_results.clients(team.outsider, "acm").exists()
    assert [person.name for person in search_results.people(team.layla, "gonzalez")] == ["Diego González"]
    assert [person.name for person in search_results.people(team.diego, "o")] == ["Diego González"]
    assert not search_results.people(team.outsider, "layla").exists()
