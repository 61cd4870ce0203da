"""API tokens end by themselves, tell when they were used, and those of before get an end, too."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import QuerySet
from django.utils import timezone

from fieldwork.people.actions import tokens as act
from fieldwork.people.actions.tokens import end_of_token, issue_token, person_of_token, revoke_tokens, use_token
from fieldwork.people.models import Person, Token

pytestmark = pytest.mark.both
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def ends_in(wait: timedelta) -> None:
    """Every token ends so long from now."""
    Token.objects.update(expires_at=timezone.now() + wait)


def test_a_token_ends_after_a_year_or_when_it_was_told_to(layla: Person) -> None:
    """faults.md C10."""
    issue_token(layla, name="Till")
    issue_token(layla, name="Trial", lasts=DAY)
    lasts = [one.expires_at - one.created_at for one in Token.objects.order_by("pk")]
    assert lasts == [365 * DAY, DAY]


@pytest.mark.parametrize(("wait", "opens"), [(DAY, True), (SECOND, True), (timedelta(0), False), (-DAY, False)])
def test_a_token_past_its_end_opens_nothing(layla: Person, wait: timedelta, *, opens: bool) -> None:
    """faults.md C10."""
    clear = issue_token(layla, name="Till")
    # A second may pass before it is asked for.
    ends_in(wait * 60 if wait == SECOND else wait)
    for ask in (person_of_token, use_token):
        assert (ask(clear) == layla) is opens
    assert (end_of_token(clear) is None) is opens


def test_without_its_end_a_token_would_open_for_ever(layla: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: what holds the guarantee of the test before is `living`."""
    clear = issue_token(layla, name="Till")
    ends_in(-DAY)
    monkeypatch.setattr(Token.objects, "living", Token.objects.all)
    assert person_of_token(clear) == layla


def test_a_use_is_noted_once_in_some_minutes(layla: Person) -> None:
    """faults.md C10: a page can tell which tokens nobody needs."""
    clear = issue_token(layla, name="Till")
    assert person_of_token(clear) == layla
    assert Token.objects.get().last_used_at is None
    use_token(clear)
    first = Token.objects.get().last_used_at
    assert first is not None
    use_token(clear)
    assert Token.objects.get().last_used_at == first
    Token.objects.update(last_used_at=first - act.NOTED_EACH)
    use_token(clear)
    again = Token.objects.get().last_used_at
    assert again is not None
    assert again >= first


def test_a_use_that_cannot_be_noted_opens_all_the_same(layla: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md C10: a full disk does not end the calls that only read."""
    clear = issue_token(layla, name="Till")

    def full(*_given: object, **_more: object) -> int:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(QuerySet, "update", full)
    assert use_token(clear) == layla


def test_all_tokens_of_one_person_end_and_nobody_elses(layla: Person, noor: Person) -> None:
    """faults.md C10: how many is told without those that had ended before."""
    hers = [issue_token(layla, name="Till") for _token in range(2)]
    his = issue_token(noor, name="Till")
    assert revoke_tokens(layla) == 2
    assert revoke_tokens(layla) == 0
    assert [person_of_token(clear) for clear in (*hers, his)] == [None, None, noor]
    assert end_of_token(hers[0]) == Token.objects.order_by("pk")[0].revoked_at
    assert end_of_token("made up") is None


@pytest.mark.django_db(transaction=True)
def test_a_token_of_an_older_database_holds_for_a_year_from_the_update(layla: Person) -> None:
    """faults.md C10: nobody is cut off by the update, and nobody's token stays for ever."""
    clear = issue_token(layla, name="Till")
    Token.objects.update(created_at=timezone.now() - 1000 * DAY)
    MigrationExecutor(connection).migrate([("people", "0007_sort_key")])
    try:
        began = timezone.now()
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    token = Token.objects.get()
    assert began + 365 * DAY <= token.expires_at <= timezone.now() + 365 * DAY
    assert (token.last_used_at, person_of_token(clear)) == (None, layla)
