"""Signing in with more than a password: codes of an app, recovery codes, and what guards them."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import Settings

from fieldwork.people.actions.second_factors import take_away_factors
from fieldwork.people.models import FailedAttempts, Person
from tests.pages.company import Nadiya

PASSWORD = "a long enough secret"


@pytest.fixture
def diego(company: Nadiya) -> Person:
    person = company.diego.person
    assert person
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    return person


def come(person: Person, browser: Client | None = None, *, next_page: str = "") -> tuple[Client, str]:
    """After the password: the browser, and where it is led."""
    browser = browser or Client()
    fields = {"login": person.email, "password": PASSWORD, "remember": "on", "next": next_page}
    return browser, browser.post("/sign-in", fields)["Location"]


def code(secret: str, *, periods: int = 0) -> str:
    """What the app shows now, or some periods of half a minute away."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods)))


def set_up(person: Person) -> tuple[Client, str, list[str]]:
    """Codes of an app are on: a signed-in browser, the secret, the recovery codes."""
    browser, place = come(person)
    assert place == "/orders"
    page = browser.get("/profile/app").content.decode()
    found = re.search(r'data-clipboard-text="([A-Z2-7]+)"', page)
    assert found
    secret = found[1]
    answer = browser.post("/profile/app", {"code": code(secret), "old_password": PASSWORD})
    codes = re.findall(r"<li><code>(\d{8})</code></li>", answer.content.decode())
    assert len(codes) == 10
    return browser, secret, codes


def is_in(browser: Client) -> bool:
    return browser.get("/profile").status_code == 200


def test_without_a_second_step_the_password_is_enough(diego: Person) -> None:
    assert come(diego)[1] == "/orders"


def test_with_it_the_password_alone_opens_nothing(diego: Person) -> None:
    _browser, secret, _codes = set_up(diego)
    other, place = come(diego, next_page="/clients/acme")
    assert place == "/sign-in/code"
    assert not is_in(other)
    assert other.get("/orders").status_code == 302
    for wrong in ("000000", "", "abc", code(secret, periods=40), "0" * 500, "\x00"):
        answer = other.post("/sign-in/code", {"code": wrong})
        assert answer.status_code == 200
        assert 'id="id_code_error"' in answer.content.decode()
        FailedAttempts.objects.all().delete()
    assert not is_in(other)
    answer = other.post("/sign-in/code", {"code": code(secret)})
    assert (answer.status_code, answer["Location"]) == (302, "/clients/acme")
    assert is_in(other)


@pytest.mark.parametrize(("periods", "lets_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_wrong(diego: Person, periods: int, *, lets_in: bool) -> None:
    _browser, secret, _codes = set_up(diego)
    other, _place = come(diego)
    other.post("/sign-in/code", {"code": code(secret, periods=periods)})
    assert is_in(other) is lets_in


def test_a_code_lets_in_once(diego: Person) -> None:
    _browser, secret, codes = set_up(diego)
    now, recovery = code(secret), codes[3]
    for one in (now, recovery):
        first, _place = come(diego)
        first.post("/sign-in/code", {"code": one})
        assert is_in(first)
        for again in (one, f"{one[:3]} {one[3:]}"):
            second, _place = come(diego)
            second.post("/sign-in/code", {"code": again})
            assert not is_in(second)


def test_guessing_codes_is_throttled_for_the_person(diego: Person) -> None:
    _browser, secret, _codes = set_up(diego)
    FailedAttempts.objects.all().delete()
    for _try in range(6):
        other, _place = come(diego)
        other.post("/sign-in/code", {"code": "000000"})
    other, _place = come(diego)
    answer = other.post("/sign-in/code", {"code": code(secret)})
    assert "Too many tries" in answer.content.decode()
    assert not is_in(other)


def test_who_did_not_give_the_password_has_no_second_step(diego: Person) -> None:
    _browser, secret, _codes = set_up(diego)
    stranger = Client()
    assert stranger.get("/sign-in/code")["Location"].startswith("/sign-in")
    assert stranger.post("/sign-in/code", {"code": code(secret)}).status_code == 302
    assert not is_in(stranger)


def test_who_is_deactivated_between_the_steps_stays_out(diego: Person) -> None:
    _browser, secret, _codes = set_up(diego)
    other, _place = come(diego)
    Person.objects.filter(pk=diego.pk).update(is_active=False)
    assert other.post("/sign-in/code", {"code": code(secret)})["Location"] == "/sign-in"
    assert not is_in(other)


def test_not_staying_signed_in_holds_through_the_second_step(diego: Person) -> None:
    _browser, secret, _codes = set_up(diego)
    other = Client()
    other.post("/sign-in", {"login": diego.email, "password": PASSWORD})
    other.post("/sign-in/code", {"code": code(secret)})
    assert is_in(other)
    assert other.session.get_expire_at_browser_close()


def test_nothing_is_changed_without_the_password(diego: Person) -> None:
    browser, secret, _codes = set_up(diego)
    key = Authenticator.objects.get(user=diego, type="totp").pk
    before = list(Authenticator.objects.values_list("pk", "data"))
    for address, fields in (
        ("/profile/app", {"code": code(secret)}),
        (f"/profile/factors/{key}/removal", {}),
        ("/profile/recovery-codes", {}),
    ):
        for password in ("", "wrong"):
            answer = browser.post(address, {**fields, "old_password": password})
            assert answer.status_code == 422
            assert 'id="id_old_password_error"' in answer.content.decode()
    assert list(Authenticator.objects.values_list("pk", "data")) == before
    for _try in range(12):
        answer = browser.post("/profile/recovery-codes", {"old_password": "wrong"})
    assert "Too many tries" in answer.content.decode()


def test_a_wrong_first_code_turns_nothing_on(diego: Person) -> None:
    browser, _place = come(diego)
    browser.get("/profile/app")
    answer = browser.post("/profile/app", {"code": "000000", "old_password": PASSWORD})
    assert answer.status_code == 422
    assert 'id="id_code_error"' in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_new_recovery_codes_end_the_old_ones(diego: Person) -> None:
    browser, _secret, old = set_up(diego)
    page = browser.post("/profile/recovery-codes", {"old_password": PASSWORD}).content.decode()
    new = re.findall(r"<li><code>(\d{8})</code></li>", page)
    assert len(set(new) - set(old)) == 10
    assert not any(one in browser.get("/profile").content.decode() for one in new)
    for one, lets_in in ((old[0], False), (new[0], True)):
        other, _place = come(diego)
        other.post("/sign-in/code", {"code": one})
        assert is_in(other) is lets_in


def test_turned_off_nothing_of_it_is_left(diego: Person) -> None:
    browser, _secret, _codes = set_up(diego)
    key = Authenticator.objects.get(user=diego, type="totp").pk
    assert browser.post(f"/profile/factors/{key}/removal", {"old_password": PASSWORD}).status_code == 302
    assert not Authenticator.objects.exists()
    assert come(diego)[1] == "/orders"


def test_somebody_elses_factor_cannot_be_touched(company: Nadiya, diego: Person) -> None:
    set_up(diego)
    key = Authenticator.objects.get(user=diego, type="totp").pk
    answer = company.layla.client.post(f"/profile/factors/{key}/removal", {"old_password": PASSWORD})
    assert answer.status_code == 404
    assert Authenticator.objects.filter(pk=key).exists()


def test_the_secret_lies_encrypted_in_the_database(diego: Person) -> None:
    _browser, secret, codes = set_up(diego)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(one in kept for one in codes)


def test_under_another_key_no_code_counts_and_no_page_fails(diego: Person, settings: Settings) -> None:
    browser, secret, codes = set_up(diego)
    other, _place = come(diego)
    settings.SECRET_KEY = "another key of the program, as after a restored backup"
    for one in (code(secret), codes[0], "000000"):
        answer, _place = come(diego)
        refused = answer.post("/sign-in/code", {"code": one})
        assert (refused.status_code, is_in(answer)) == (200, False)
        FailedAttempts.objects.all().delete()
    take_away_factors(diego)
    again, place = come(diego)
    assert (place, is_in(again)) == ("/orders", True)
    assert other.get("/sign-in/code").status_code == 302
    assert browser.get("/profile").status_code == 302


def test_who_lost_the_phone_is_let_in_again_by_an_administrator(company: Nadiya, diego: Person) -> None:
    browser, _secret, _codes = set_up(diego)
    take_away_factors(diego)
    assert not is_in(browser)
    assert come(diego)[1] == "/orders"


@pytest.mark.parametrize(
    "credential", ["", "x", "{}", "[]", "null", '{"id":"x","response":{"userHandle":"MQ"}}', "1e999"]
)
def test_a_made_up_passkey_lets_nobody_in(diego: Person, credential: str) -> None:
    browser = Client()
    browser.get("/sign-in/passkey", headers={"Accept": "application/json"})
    answer = browser.post("/sign-in/passkey", {"credential": credential})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in?passkey=unknown")
    assert not is_in(browser)
    signed, _place = come(diego)
    signed.get("/profile/passkeys/new")
    fields = {"name": "Phone", "old_password": PASSWORD, "credential": credential}
    assert signed.post("/profile/passkeys/new", fields).status_code == 422
    assert not Authenticator.objects.exists()
