"""Who is slowed: strangers by address and by account; whoever signed in on a device before is not shut out by them."""

import re
from datetime import timedelta
from http.cookies import Morsel

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from fieldwork.people.failed_attempts import ACCOUNT_RATE, ADDRESS_RATE
from fieldwork.people.models import FailedAttempts, Person
from fieldwork.people.sign_in_throttle import wait_sentence
from fieldwork.people.tests.conftest import PASSWORD
from fieldwork.people.tests.test_sign_in import MISMATCH, fault

pytestmark = pytest.mark.usefixtures("company")
WAITS = "Too many tries. Try again in "


def come(
    browser: Browser, password: str, *, address: str = "192.0.2.1", login: str = "layla@nadiya.example"
) -> HttpResponse:
    """What the door answers to somebody at this address."""
    form = {"login": login, "password": password, "remember": "on"}
    answer = browser.post("/sign-in", form, REMOTE_ADDR=address)
    assert isinstance(answer, HttpResponse)
    return answer


def strangers_try(times: int, login: str = "layla@nadiya.example") -> list[HttpResponse]:
    """Wrong tries, each from another address."""
    return [come(Browser(), f"wrong {n}", address=f"203.0.113.{n + 1}", login=login) for n in range(times)]


def known(person: Person) -> Browser:
    """A device that the person signed in on, and out."""
    browser = Browser()
    assert come(browser, PASSWORD, login=person.email).status_code == 302
    browser.post("/sign-out")
    return browser


def cookie_of(browser: Browser, person: Person) -> Morsel[str]:
    return browser.cookies[f"device_{person.pk}"]


def later(**ago: int) -> None:
    """As if so much time had passed since the tries."""
    for row in FailedAttempts.objects.all():
        gone = timedelta(**ago)
        row.next_at, row.expires_at = row.next_at - gone, row.expires_at - gone
        row.save()


def test_the_owner_signs_in_on_a_known_device_while_strangers_try(layla: Person) -> None:
    """faults.md C5."""
    browser = known(layla)
    answers = strangers_try(12)
    assert fault(answers[-1]).startswith(WAITS)
    assert come(browser, PASSWORD).status_code == 302


def test_strangers_wait_longer_each_time_and_are_told_how_long(layla: Person) -> None:
    """faults.md C5: 30 seconds, then twice as long, and the right password does not help."""
    assert {fault(answer) for answer in strangers_try(ACCOUNT_RATE.free)} == {MISMATCH}
    told = []
    for _turn in range(7):
        refused = come(Browser(), PASSWORD, address="198.51.100.1")
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= ACCOUNT_RATE.max_wait
        told.append(fault(refused))
        later(seconds=int(refused["Retry-After"]))
        assert fault(strangers_try(1)[0]) == MISMATCH
    assert told == [f"{WAITS}{time}." for time in (
        "30 seconds", "1 minute", "2 minutes", "4 minutes", "8 minutes", "15 minutes", "15 minutes"
    )]  # fmt: skip


def test_nobodys_address_is_slowed_like_somebodys(layla: Person) -> None:
    """faults.md C5: waiting tells nobody who works here."""
    for login in ("layla@nadiya.example", "nobody@nadiya.example"):
        assert [fault(one)[:14] for one in strangers_try(6, login)] == [MISMATCH[:14]] * 5 + [WAITS[:14]]


def test_a_stranger_who_waited_and_is_right_comes_in(layla: Person) -> None:
    """faults.md C5."""
    strangers_try(5)
    later(seconds=31)
    assert come(Browser(), PASSWORD).status_code == 302


def test_after_a_quiet_time_all_is_forgotten(layla: Person) -> None:
    """faults.md C5."""
    strangers_try(6)
    later(hours=2)
    assert {fault(answer) for answer in strangers_try(5)} == {MISMATCH}


def test_signing_in_oneself_between_does_not_make_guessing_cheaper(layla: Person, noor: Person) -> None:
    """faults.md C5: a right try takes back itself, not the wrong ones."""
    for n in range(ADDRESS_RATE.free):
        assert fault(come(Browser(), "wrong", login=f"p{n}@nadiya.example")) == MISMATCH
        if not n % 5 and n < ADDRESS_RATE.free - 1:
            assert come(Browser(), PASSWORD).status_code == 302
    assert come(Browser(), PASSWORD).status_code == 429
    assert come(Browser(), PASSWORD, address="192.0.2.2").status_code == 302


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_an_ipv6_address_is_its_network(first: str, second: str, *, same: bool, layla: Person) -> None:
    """faults.md C5: one customer of a provider has more addresses than tries."""
    for n in range(ADDRESS_RATE.free):
        come(Browser(), "wrong", address=first, login=f"p{n}@nadiya.example")
    assert (come(Browser(), PASSWORD, address=second).status_code == 429) is same


def test_a_team_behind_one_address_signs_in_while_one_of_them_guesses(layla: Person) -> None:
    """faults.md C5: behind one address the known devices pass."""
    browser = known(layla)
    for n in range(ADDRESS_RATE.free + 1):
        refused = come(Browser(), "wrong", login=f"p{n}@nadiya.example")
    assert refused.status_code == 429
    assert come(browser, PASSWORD).status_code == 302


def test_a_known_device_has_a_limit_of_its_own(layla: Person) -> None:
    """faults.md C5: who steals it may not guess for ever, and slows nobody else."""
    browser = known(layla)
    assert {fault(come(browser, f"wrong {n}")) for n in range(5)} == {MISMATCH}
    assert come(browser, PASSWORD).status_code == 429
    assert come(Browser(), PASSWORD).status_code == 302
    later(seconds=31)
    assert come(browser, PASSWORD).status_code == 302
    browser.post("/sign-out")
    assert {fault(come(browser, f"wrong {n}")) for n in range(5)} == {MISMATCH}


def test_the_cookie_is_for_the_doors_alone(layla: Person) -> None:
    """faults.md C5."""
    told = cookie_of(known(layla), layla)
    assert (told["httponly"], told["samesite"], told["path"]) == (True, "Lax", "/sign-in")
    assert int(told["max-age"]) == 365 * 24 * 3600


def test_a_device_is_known_to_one_account_and_until_its_password_changes(layla: Person, noor: Person) -> None:
    """faults.md C5: not for another account, not made up, not by who knew the password before."""
    browser = known(layla)
    value = cookie_of(browser, layla).value
    stranger = Browser()
    stranger.cookies[f"device_{noor.pk}"] = value
    strangers_try(5, noor.email)
    assert come(stranger, "wrong", login=noor.email).status_code == 429
    strangers_try(5)
    for forged in ("", "x", value[:-1], re.sub("^.", "!", value), "a" * 16 + ":" + "0" * 64):
        stranger.cookies[f"device_{layla.pk}"] = forged
        assert come(stranger, PASSWORD).status_code == 429
    layla.set_password("another long secret")
    layla.save()
    assert come(browser, "another long secret").status_code == 429


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "in 1 second."), (59, "in 59 seconds."), (60, "in 1 minute."), (61, "in 2 minutes."), (900, "in 15 minutes.")],
)
def test_a_wait_is_told_in_words(seconds: int, words: str) -> None:
    """faults.md C5."""
    assert wait_sentence(seconds).endswith(words)


def test_the_sign_in_page_does_not_touch_the_counts(layla: Person) -> None:
    """faults.md C4: only who tries is counted."""
    browser = known(layla)
    before = list(FailedAttempts.objects.values())
    browser.get("/sign-in")
    assert list(FailedAttempts.objects.values()) == before
