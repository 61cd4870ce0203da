"""What sign-in remembers: once is once, also for two at the same moment and on both databases."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from fieldwork.people.actions.delete_expired_cache import delete_expired_cache
from fieldwork.people.failed_attempts import Subject, Throttled, ThrottleRate, count_attempt
from fieldwork.people.models import FailedAttempts, SignInMemory
from tests.concurrent_actors import ROUNDS, at_once, told

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
SUBJECTS = [
    Subject("account", "layla@nadiya.example", ThrottleRate(5, 30, 900)),
    Subject("address", "192.0.2.1", ThrottleRate(9, 9, 9)),
]


def pass_by(seconds: int) -> None:
    """As if so much time had gone since."""
    for row in SignInMemory.objects.all():
        row.expires_at -= timedelta(seconds=seconds)
        row.save()


def test_a_code_that_two_use_at_once_lets_in_one_of_them() -> None:
    """faults.md C4: in whatever process; also where the same code was used, and forgotten, before."""
    for turn in range(ROUNDS):
        for _again in range(2):
            answers = at_once(*[lambda: cache.add(f"code {turn}", 1, 120)] * 3)  # noqa: B023 (called at once)
            assert sorted(map(str, answers)) == ["False", "False", "True"]
            assert not cache.add(f"code {turn}", 1, 120)
            pass_by(121)


def test_many_used_codes_push_none_of_them_out() -> None:
    """faults.md C4: a table that throws away what is alive would make a used code work again."""
    SignInMemory.objects.bulk_create(
        SignInMemory(key=f"{n:064}", value="1", expires_at=timezone.now() + timedelta(seconds=60)) for n in range(1000)
    )
    assert cache.add("code", 1, 120)
    cache.set("count", [1.5], 60)
    assert (SignInMemory.objects.count(), cache.add("code", 1, 120)) == (1002, False)


def test_what_is_kept_is_found_until_its_end() -> None:
    """faults.md C4: what django-allauth asks of a cache."""
    assert cache.get("history", []) == []
    for history in ([1790000000.123456, 1.5], [2.5], True):
        cache.set("history", history, 60)
        assert cache.get("history") == history
    assert cache.touch("history", 120)
    pass_by(61)
    assert cache.get("history") is True
    pass_by(60)
    assert (cache.get("history"), cache.touch("history"), cache.add("history", "y", 60)) == (None, False, True)
    assert (cache.delete("history"), cache.delete("history"), cache.get("history")) == (True, False, None)
    with pytest.raises(ValueError):
        cache.set("history", 1, None)


@pytest.mark.parametrize("key", ["a\x00b", "x" * 5000, "김민수 \n", "\ud800"])
def test_any_text_can_be_a_key(key: str) -> None:
    """faults.md C4: what was typed becomes part of it, and PostgreSQL takes no NUL."""
    assert (cache.add(key, 1, 60), cache.add(key, 1, 60), cache.get(key)) == (True, False, 1)


def test_counting_at_once_loses_nothing() -> None:
    """faults.md C4."""
    cache.set("count", 0, 60)
    at_once(*[lambda: cache.incr("count")] * 4)
    assert cache.get("count") == 4
    with pytest.raises(ValueError):
        cache.incr("nothing")


def test_of_many_tries_at_once_no_more_pass_than_one_after_the_other() -> None:
    """faults.md C5: a try counts before the password is looked at."""
    answers = at_once(*[lambda: count_attempt(SUBJECTS)] * 8)
    assert told(answers) == {"done": 5, "Throttled": 3}
    assert set(FailedAttempts.objects.values_list("wrong", flat=True)) == {5}
    with pytest.raises(Throttled):
        count_attempt(SUBJECTS[:1])


def test_right_tries_at_once_leave_no_trace() -> None:
    """faults.md C5."""
    for _turn in range(4):
        at_once(*[lambda: count_attempt(SUBJECTS).was_right(forget=False)] * 3)
    assert set(FailedAttempts.objects.values_list("wrong", flat=True)) == {0}


def test_what_is_past_its_end_is_swept_and_nothing_else() -> None:
    """faults.md C4, B9."""
    cache.set("old", 1, 60)
    count_attempt(SUBJECTS)
    pass_by(61)
    cache.set("young", 1, 60)
    assert (delete_expired_cache(), cache.get("young")) == (1, 1)
    FailedAttempts.objects.update(expires_at=timezone.now())
    assert (delete_expired_cache(), FailedAttempts.objects.count()) == (2, 0)
