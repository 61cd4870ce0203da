"""After another key of the installation: a link says so in the office, and a new one takes its place."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client as Browser
from django.utils import timezone
from django.utils.html import strip_tags
from pytest_django import Settings

from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person
from fieldwork.rest.errors import Forbidden
from fieldwork.sharing import link_tokens
from fieldwork.sharing.actions.manage_links import make_link, replace_link, revoke_link
from fieldwork.sharing.link_tokens import LinkStatus, link_status, link_url, token_of
from fieldwork.sharing.models import ClientLink
from tests.worked_example import Team, released

pytestmark = pytest.mark.django_db
OTHER = "another key of the program, as after a restored backup"
UNTOLD = "cannot be shown any more, since the installation's key changed"
COPIED = re.compile(r'data-clipboard-text="[^"]*(/c/[^"]+)"')


@pytest.fixture
def link(team: Team) -> ClientLink:
    return make_link(released(team), by=team.layla, given_to="Ana")


def office(person: Person, order: Order) -> tuple[str, list[str]]:
    """The words of the newest document's page, and the addresses of links that it offers."""
    browser = Browser()
    browser.force_login(person)
    page = browser.get(f"/orders/{order.number}/documents/1/page").content.decode()
    return unescape(" ".join(strip_tags(page).split())), COPIED.findall(page)


def opens(address: str) -> int:
    return Browser().get(address).status_code


def press(person: Person, link: ClientLink, what: str) -> int:
    browser = Browser()
    browser.force_login(person)
    path = f"/orders/{link.order_id}/links/{link.pk}/{what}"
    return browser.post(path, headers={"X-Requested-With": "fetch"}).status_code


def test_a_link_of_an_older_key_is_told_and_replaced(team: Team, link: ClientLink, settings: Settings) -> None:
    """faults.md C14."""
    old = f"/c/{token_of(link.nonce)}"
    words, offered = office(team.layla, link.order)
    assert (offered, UNTOLD in words) == ([old], False)
    settings.SECRET_KEY = OTHER
    words, offered = office(team.layla, link.order)
    assert (offered, UNTOLD in words, "Make a new one" in words) == ([], True, True)
    # Whoever has it is let in, as before: what is kept of a secret has nothing to do with the key.
    assert opens(old) == 200
    assert press(team.layla, link, "replacement") == 200
    words, [new] = office(team.layla, link.order)
    assert (UNTOLD in words, "Taken back" in words) == (False, True)
    assert (opens(old), opens(new)) == (404, 200)
    assert ClientLink.objects.get(revoked_at=None).given_to == "Ana"
    told = Entry.objects.filter(order=link.order, kind=EntryKind.LINK).order_by("seq")
    assert [entry.data["event"] for entry in told] == ["made", "revoked", "made"]


def test_control_without_comparing_the_office_offers_a_dead_link(
    team: Team, link: ClientLink, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECRET_KEY = OTHER
    monkeypatch.setattr(link_tokens, "digest_of_token", lambda _secret: link.digest)
    words, [dead] = office(team.layla, link.order)
    monkeypatch.undo()
    assert (UNTOLD in words, opens(dead)) == (False, 404)


def test_with_the_old_key_again_it_is_as_it_was(team: Team, link: ClientLink, settings: Settings) -> None:
    old, key = link_url(link), settings.SECRET_KEY
    settings.SECRET_KEY = OTHER
    assert (link_status(link), link_url(link)) == (LinkStatus.UNTOLD, "")
    settings.SECRET_KEY = key
    assert (link_status(link), link_url(link)) == (LinkStatus.WORKS, old)


def test_taken_back_or_expired_is_said_first(team: Team, link: ClientLink, settings: Settings) -> None:
    late = make_link(link.order, by=team.layla, given_to="Late")
    ClientLink.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(31), expires_at=timezone.now())
    revoke_link(link, by=team.layla)
    for key in (settings.SECRET_KEY, OTHER):
        settings.SECRET_KEY = key
        words, offered = office(team.layla, link.order)
        assert (offered, UNTOLD in words) == ([], False)
        assert ("Taken back" in words, "Expired" in words, words.count("Make a new one")) == (True, True, 1)
    assert press(team.layla, late, "replacement") == 200
    [new] = office(team.layla, link.order)[1]
    assert opens(new) == 200


def test_said_twice_it_makes_one(team: Team, link: ClientLink, settings: Settings) -> None:
    settings.SECRET_KEY = OTHER
    assert [press(team.layla, link, "replacement") for _time in range(2)] == [200, 200]
    assert ClientLink.objects.filter(revoked_at=None).count() == 1
    assert replace_link(link, by=team.ogechi) is None


def test_only_the_office_replaces_links(team: Team, link: ClientLink) -> None:
    assert [press(person, link, "replacement") for person in (team.diego, team.outsider, team.noor)] == [404] * 3
    with pytest.raises(Forbidden):
        replace_link(link, by=team.diego)
    assert ClientLink.objects.get().revoked_at is None


def test_a_link_of_another_order_is_not_found(team: Team, link: ClientLink) -> None:
    other = released(team)
    browser = Browser()
    browser.force_login(team.layla)
    assert browser.post(f"/orders/{other.number}/links/{link.pk}/replacement").status_code == 404


def test_sessions_end_with_the_key_and_passwords_stay(team: Team, settings: Settings) -> None:
    """Neighbours: who was signed in is led to the door, says the same password, and is in."""
    team.layla.set_password("long enough 9")
    team.layla.save()
    browser = Browser()
    browser.force_login(team.layla)
    settings.SECRET_KEY = OTHER
    answer = browser.get("/orders")
    assert (answer.status_code, answer["Location"].startswith("/sign-in")) == (302, True)
    told = browser.post("/sign-in", {"login": team.layla.email, "password": "long enough 9"})
    assert told.status_code == 302
    assert browser.get("/orders").status_code == 200
