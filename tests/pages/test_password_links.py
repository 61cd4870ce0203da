"""Choosing a password by a link: invitations, forgotten passwords, links handed over. Letters go to a real server."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fieldwork import __version__
from fieldwork.mailing import password_mails as module
from fieldwork.mailing.actions import deliver as posting
from fieldwork.mailing.actions.deliver import deliver, due_mails
from fieldwork.mailing.models import Mail
from fieldwork.mailing.password_mails import queue_requested_mails
from fieldwork.mailing.smtp import send_message
from fieldwork.people import password_mail_carrier
from fieldwork.people.actions.password_links import make_password_link
from fieldwork.people.models import PasswordLink, PasswordRequest, Person
from fieldwork.people.password_hasher import Argon2
from fieldwork.people.password_mail_carrier import register_carrier
from tests.concurrent_actors import at_once
from tests.pages.company import Nadiya
from tests.running.mail_server import Box, mail_server

NEW = "a fresh and long secret"
FIELDS = {"password": NEW, "password_again": NEW}
HOUR = timedelta(hours=1)


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """A mail server that the program knows."""
    with mail_server() as (url, found):
        monkeypatch.setattr(posting, "send_message", lambda message: send_message(message, url))
        monkeypatch.setattr(password_mail_carrier, "_carriers", [])
        register_carrier(module.queue_password_mail, lambda: None)
        yield found


def person(company: Nadiya, key: str = "diego") -> Person:
    return Person.objects.get(email=f"{key}@nadiya.example")


def delivered(box: Box, count: int) -> list[str]:
    """What the mail sender does in a round; the texts that arrived."""
    queue_requested_mails()
    for mail in due_mails(timezone.now()):
        deliver(mail)
    bodies = [mail.get_body(("plain",)) for mail in (box.wait_for(count) if count else box.mails)]
    return [body.get_content() for body in bodies if body]


def secret_in(text: str) -> str:
    found = re.search(r"/welcome/([A-Za-z0-9_-]{43})\b", text)
    assert found
    return found[1]


def test_an_invitation_leads_to_a_password_of_ones_own(company: Nadiya, box: Box) -> None:
    new = {"name": "Ines", "email": "ines@nadiya.example", "roles": "8", "password": "", "password_again": ""}
    assert company.noor.send("/people", new).status_code == 200
    ines = person(company, "ines")
    assert not ines.has_usable_password()
    assert company.noor.client.post(f"/people/{ines.pk}/invitation").status_code == 302
    (text,) = delivered(box, 1)
    assert "Hello Ines," in text
    secret = secret_in(text)
    # Neither the outbox nor the links hold it.
    assert secret not in str(list(Mail.objects.values())) + str(list(PasswordLink.objects.values()))
    browser = Client()
    for _look in range(3):
        page = browser.get(f"/welcome/{secret}")
        assert (page.status_code, page["Cache-Control"]) == (200, "private, no-store")
    assert browser.post(f"/welcome/{secret}", FIELDS).status_code == 200
    answer = browser.post("/sign-in", {"login": "ines@nadiya.example", "password": NEW})
    assert (answer.status_code, answer["Location"]) == (302, "/orders")


def test_who_forgot_gets_a_letter_and_nobody_else_hears_of_it(company: Nadiya, box: Box) -> None:
    Person.objects.filter(pk=person(company, "outsider").pk).update(is_active=False)
    pages = set()
    for email in ("diego@nadiya.example", "DIEGO@nadiya.example ", "nobody@nadiya.example", "outsider@nadiya.example"):
        answer = Client().post("/sign-in/forgotten", {"email": email})
        assert answer.status_code == 200
        pages.add(re.sub(r'"csrf-token" content="[^"]+"', "", answer.content.decode()))
    assert len(pages) == 1
    texts = delivered(box, 2)
    assert len(texts) == 2
    assert {mail["To"].addresses[0].addr_spec for mail in box.mails} == {"diego@nadiya.example"}
    assert not PasswordRequest.objects.exists()


def test_for_known_and_unknown_the_database_does_the_same(company: Nadiya, box: Box) -> None:
    asked = []
    for email in ("diego@nadiya.example", "nobody@nadiya.example"):
        with CaptureQueriesContext(
            connection,
        ) as found:
            Client().post("/sign-in/forgotten", {"email": email})
        asked.append([re.sub(r"'[^']*'|_x[0-9]+", "?", query["sql"]) for query in found.captured_queries])
    assert asked[0] == asked[1]


@pytest.mark.parametrize("email", ["diego@nadiya.example", "nobody@nadiya.example", "outsider@nadiya.example"])
def test_each_try_to_sign_in_costs_one_password(company: Nadiya, monkeypatch: pytest.MonkeyPatch, email: str) -> None:
    """Known, unknown, deactivated: the hash is what takes time, and it is computed once for each."""
    Person.objects.filter(pk=person(company).pk).update(password=Argon2().encode("right", "salt" * 4))
    Person.objects.filter(pk=person(company, "outsider").pk).update(
        password=Argon2().encode("right", "salt" * 4), is_active=False
    )
    spent: list[str] = []

    def counted(name: str) -> Callable[..., object]:
        kept = getattr(Argon2, name)

        def spend(*given: object) -> object:
            spent.append(name)
            return kept(*given)

        return spend

    for name in ("encode", "verify"):
        monkeypatch.setattr(Argon2, name, counted(name))
    answer = Client().post("/sign-in", {"login": email, "password": "wrong"})
    assert "do not belong together" in answer.content.decode()
    assert len(spent) == 1


def test_asking_again_and_again_is_throttled_alike(company: Nadiya, box: Box) -> None:
    for email in ("diego@nadiya.example", "nobody@nadiya.example"):
        cache.clear()
        answers = [Client().post("/sign-in/forgotten", {"email": email}).status_code for _try in range(7)]
        assert answers == [200] * 5 + [429] * 2
    assert len(delivered(box, 5)) == 5


def test_a_link_works_once_and_ends_all_others_and_all_sessions(company: Nadiya) -> None:
    diego = person(company)
    assert company.diego.get("/orders").status_code == 200
    first, second = (make_password_link(diego, lasts=HOUR, by=None) for _link in range(2))
    assert Client().post(f"/welcome/{first}", FIELDS).status_code == 200
    assert company.diego.get("/orders").status_code == 302
    for secret in (first, second):
        for answer in (Client().get(f"/welcome/{secret}"), Client().post(f"/welcome/{secret}", FIELDS)):
            assert answer.status_code == 410
    diego.refresh_from_db()
    assert check_password(NEW, diego.password)


@pytest.mark.parametrize("why", ["too old", "deactivated", "cut", "made up", "strange"])
def test_a_link_that_does_not_count_opens_nothing(company: Nadiya, why: str) -> None:
    diego = person(company)
    before = diego.password
    secret = make_password_link(diego, lasts=HOUR if why != "too old" else -HOUR, by=None)
    if why == "deactivated":
        Person.objects.filter(pk=diego.pk).update(is_active=False)
    wanted = {"cut": secret[:-1], "made up": "A" * 43, "strange": "%00%F0%9F%91%A9%E2%80%AE"}.get(why, secret)
    page = Client().get(f"/welcome/{wanted}")
    assert (page.status_code, f"Version {__version__}" in page.content.decode()) == (410, True)
    assert Client().post(f"/welcome/{wanted}", FIELDS).status_code == 410
    diego.refresh_from_db()
    assert diego.password == before


def test_a_weak_password_uses_nothing_up(company: Nadiya) -> None:
    secret = make_password_link(person(company), lasts=HOUR, by=None)
    for fields in ({"password": "short", "password_again": "short"}, {**FIELDS, "password_again": "other"}, {}):
        assert Client().post(f"/welcome/{secret}", fields).status_code == 422
    assert Client().post(f"/welcome/{secret}", FIELDS).status_code == 200


def test_guessing_links_is_throttled(company: Nadiya) -> None:
    answers = [Client().post(f"/welcome/{'A' * 43}", FIELDS).status_code for _try in range(22)]
    assert answers == [410] * 20 + [429] * 2


def test_an_administrator_hands_a_link_over_where_there_is_no_mail(company: Nadiya) -> None:
    diego = person(company)
    assert company.noor.client.post(f"/people/{diego.pk}/invitation").status_code == 404
    assert Client().get("/sign-in/forgotten").status_code == 404
    assert "Forgotten your password?" not in Client().get("/sign-in").content.decode()
    page = company.noor.client.post(f"/people/{diego.pk}/link").content.decode()
    secret = secret_in(page)
    assert secret not in company.noor.get(f"/people/{diego.pk}").content.decode()
    assert Client().post(f"/welcome/{secret}", FIELDS).status_code == 200


def test_a_letter_to_somebody_deactivated_meanwhile_does_not_leave(company: Nadiya, box: Box) -> None:
    Client().post("/sign-in/forgotten", {"email": "diego@nadiya.example"})
    queue_requested_mails()
    Person.objects.filter(pk=person(company).pk).update(is_active=False)
    assert delivered(box, 0) == []
    assert not PasswordLink.objects.exists()


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_link_at_once_one_sets_the_password(company: Nadiya) -> None:
    secret = make_password_link(person(company), lasts=HOUR, by=None)

    def use(password: str) -> int:
        fields = {"password": password, "password_again": password}
        return int(Client().post(f"/welcome/{secret}", fields).status_code)

    answers = at_once(lambda: use("the first long secret"), lambda: use("the second long secret"))
    assert sorted(map(str, answers)) == ["200", "410"]
