"""What is open in somebody's name: sessions and API tokens; listed, ended, and ended by a new password."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from fieldwork.people.actions import set_password as act
from fieldwork.people.actions.end_sessions import end_sessions
from fieldwork.people.actions.password_links import make_password_link, person_of_link
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.actions.tokens import issue_token, person_of_token
from fieldwork.people.models import Person, Token
from tests.pages.company import Nadiya
from tests.pages.html_view import shown

OLD, NEW = "a long enough secret", "another long secret"
TWICE = {"password": NEW, "password_again": NEW}
HOUR = timedelta(hours=1)
Way = Callable[[Nadiya, Person, Client], str]


def of(company: Nadiya, key: str) -> Person:
    return Person.objects.get(email=f"{key}@nadiya.example")


@pytest.fixture
def diego(company: Nadiya) -> Person:
    person = of(company, "diego")
    set_password(person, OLD)
    return person


def signed_in(person: Person, agent: str = "x") -> Client:
    """A browser that came in by the door."""
    client = Client(HTTP_USER_AGENT=agent)
    assert client.post("/sign-in", {"login": person.email, "password": OLD}).status_code == 302
    return client


def on_ones_own_page(_company: Nadiya, _diego: Person, here: Client) -> str:
    answer = here.post("/profile/password", {"old_password": OLD, **TWICE}, follow=True)
    return str(answer.content.decode())


def by_a_link(_company: Nadiya, diego: Person, _here: Client) -> str:
    secret = make_password_link(diego, lasts=HOUR, by=None)
    return Client().post(f"/welcome/{secret}", TWICE).content.decode()


def by_an_administrator(company: Nadiya, diego: Person, _here: Client) -> str:
    fields = {"name": diego.name, "email": diego.email, "roles": "8", **TWICE}
    return str(company.noor.client.post(f"/people/{diego.pk}", fields, follow=True).content.decode())


WAYS = [on_ones_own_page, by_a_link, by_an_administrator]


@pytest.mark.parametrize("way", WAYS)
def test_a_new_password_ends_what_the_old_one_opened_and_says_so(company: Nadiya, diego: Person, way: Way) -> None:
    """faults.md C10: sessions, API tokens, and links that would set yet another password."""
    here, there = signed_in(diego), signed_in(diego)
    token, hers = issue_token(diego, name="Till"), issue_token(of(company, "layla"), name="Till")
    link = make_password_link(diego, lasts=HOUR, by=None)
    page = way(company, diego, here)
    assert re.search(r"API tokens have ended", page)
    assert person_of_token(token) is None
    assert person_of_link(link) is None
    assert there.get("/profile").status_code == 302
    assert here.get("/profile").status_code == (200 if way is on_ones_own_page else 302)
    assert person_of_token(hers) == of(company, "layla")
    diego.refresh_from_db()
    assert diego.check_password(NEW)


@pytest.mark.parametrize("way", WAYS)
def test_without_ending_access_the_token_would_live_on(
    company: Nadiya, diego: Person, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    here, token = signed_in(diego), issue_token(diego, name="Till")

    def end_nothing(_person: Person, **_but: str | None) -> int:
        return 0

    monkeypatch.setattr(act, "end_access", end_nothing)
    way(company, diego, here)
    assert person_of_token(token) == diego


def test_who_has_no_token_is_not_told_that_it_ended(company: Nadiya, diego: Person) -> None:
    """faults.md C10."""
    issue_token(diego, name="Old")
    Token.objects.update(expires_at=timezone.now())
    page = on_ones_own_page(company, diego, signed_in(diego))
    assert "The password is changed; other devices are signed out" in page


@pytest.mark.parametrize("faulty", [{"old_password": "wrong", **TWICE}, {"old_password": OLD, "password": "short"}])
def test_a_password_that_is_refused_ends_nothing(company: Nadiya, diego: Person, faulty: dict[str, str]) -> None:
    """faults.md C10."""
    here, there, token = signed_in(diego), signed_in(diego), issue_token(diego, name="Till")
    assert here.post("/profile/password", faulty).status_code == 422
    assert (there.get("/profile").status_code, person_of_token(token)) == (200, diego)


def test_an_administrator_who_saves_without_a_password_ends_nothing(company: Nadiya, diego: Person) -> None:
    """faults.md C10."""
    here, token = signed_in(diego), issue_token(diego, name="Till")
    fields = {"name": diego.name, "email": diego.email, "roles": "8"}
    page = company.noor.client.post(f"/people/{diego.pk}", fields, follow=True).content.decode()
    assert "API tokens have ended" not in page
    assert (here.get("/profile").status_code, person_of_token(token)) == (200, diego)


def test_after_ones_own_new_password_this_device_is_still_listed(company: Nadiya, diego: Person) -> None:
    """faults.md C10: the session goes on under a new key, and its line went lost."""
    here = signed_in(diego, "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0")
    signed_in(diego)
    assert "Firefox on Linux · this device" in on_ones_own_page(company, diego, here)
    assert UserSession.objects.filter(user=diego).count() == 1


def test_an_administrator_with_a_new_password_of_their_own_is_still_listed(company: Nadiya) -> None:
    """faults.md C10."""
    noor = of(company, "noor")
    set_password(noor, OLD)
    here, token = signed_in(noor), issue_token(noor, name="Till")
    fields = {"name": noor.name, "email": noor.email, "roles": "1", **TWICE}
    assert here.post(f"/people/{noor.pk}", fields).status_code == 302
    assert "this device" in here.get("/profile").content.decode()
    assert person_of_token(token) is None


def test_one_sees_ones_tokens_and_ends_each(company: Nadiya, diego: Person) -> None:
    """faults.md C10: name, made, used, end; not those that have ended, and nobody else's."""
    here, till = signed_in(diego), issue_token(diego, name="Till <b>")
    old = issue_token(diego, name="Old one")
    Token.objects.filter(name="Old one").update(expires_at=timezone.now())
    hers = issue_token(of(company, "layla"), name="Her own")
    page = here.get("/profile")
    text = shown(page).text
    assert re.search(r"Till <b> Made .+ · not used yet · ends ", text)
    assert not re.search("Old one|Her own", text)
    assert Client().get("/api/v1/me", headers={"Authorization": f"Bearer {till}"}).status_code == 200
    assert "last call" in shown(here.get("/profile")).text
    keys = {token.name: token.pk for token in Token.objects.all()}
    for not_mine in ("Her own", "Old one"):
        assert here.post(f"/profile/tokens/{keys[not_mine]}/removal").status_code == 404
    ended = here.post(f"/profile/tokens/{keys['Till <b>']}/removal", follow=True)
    assert "The token “Till <b>” has ended" in shown(ended).text
    assert here.post(f"/profile/tokens/{keys['Till <b>']}/removal").status_code == 404
    assert [person_of_token(clear) for clear in (till, old, hers)] == [None, None, of(company, "layla")]


def test_one_button_ends_all_but_this_session(company: Nadiya, diego: Person) -> None:
    """faults.md C10: *end all*."""
    here, there, token = signed_in(diego), signed_in(diego), issue_token(diego, name="Till")
    hers = issue_token(of(company, "layla"), name="Till")
    page = here.post("/profile/access/removal", follow=True).content.decode()
    assert "All other sessions and all API tokens have ended" in page
    assert "this device" in page
    assert there.get("/profile").status_code == 302
    assert (person_of_token(token), person_of_token(hers)) == (None, of(company, "layla"))
    assert company.layla.get("/profile").status_code == 200


def test_an_administrator_sees_and_ends_anothers(company: Nadiya, diego: Person) -> None:
    """faults.md C10: one session, one token, or all; never with another person's key."""
    phone, desk = signed_in(diego, "Android Chrome/130.0 Mobile"), signed_in(diego)
    till, shop = issue_token(diego, name="Till"), issue_token(diego, name="Shop")
    page = company.noor.get(f"/people/{diego.pk}").content.decode()
    assert "Chrome on Android" in page
    at = f"/people/{diego.pk}"
    session = UserSession.objects.get(user_agent__contains="Android").pk
    key = Token.objects.get(name="Till").pk
    other = f"/people/{of(company, 'layla').pk}"
    for path in (f"{other}/sessions/{session}", f"{other}/tokens/{key}", f"{at}/sessions/999", "/people/999/access"):
        assert company.noor.client.post(f"{path}/removal").status_code == 404
    assert company.noor.client.post(f"{at}/sessions/{session}/removal").status_code == 302
    assert [one.get("/profile").status_code for one in (phone, desk)] == [302, 200]
    assert company.noor.client.post(f"{at}/tokens/{key}/removal").status_code == 302
    assert [person_of_token(one) for one in (till, shop)] == [None, diego]
    answer = company.noor.client.post(f"{at}/access/removal", follow=True)
    assert "All sessions and API tokens have ended" in answer.content.decode()
    assert (desk.get("/profile").status_code, person_of_token(shop)) == (302, None)
    assert company.noor.get("/people").status_code == 200


def test_an_administrator_who_ends_all_of_their_own_stays(company: Nadiya) -> None:
    """faults.md C10: also by the address that is meant for others."""
    noor = of(company, "noor")
    token = issue_token(noor, name="Till")
    page = company.noor.get(f"/people/{noor.pk}").content.decode()
    assert 'href="/profile#access"' in page
    assert company.noor.client.post(f"/people/{noor.pk}/access/removal").status_code == 302
    assert (company.noor.get("/people").status_code, person_of_token(token)) == (200, None)


def test_all_sessions_but_one_end(company: Nadiya, diego: Person) -> None:
    """faults.md C10: a key that is nobody's saves nothing."""
    here, there = signed_in(diego), signed_in(diego)
    end_sessions(diego, but=here.session.session_key)
    assert [one.get("/profile").status_code for one in (here, there)] == [200, 302]
    end_sessions(diego, but="x" * 32)
    assert here.get("/profile").status_code == 302
