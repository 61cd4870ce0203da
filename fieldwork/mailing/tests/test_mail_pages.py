"""The pages of mail: who will get this, rules with a preview, what goes out and what waits and why."""

import uuid
from html import unescape

import pytest
from django.test import Client as Browser
from django.utils.html import strip_tags
from django.utils.translation import gettext, override

from fieldwork.documents.models import Document
from fieldwork.mailing.actions.queue_mails import queue_rule_mails
from fieldwork.mailing.models import Mail, Rule
from fieldwork.mailing.placeholders import PLACEHOLDERS, default_subject, default_text
from fieldwork.mailing.tests.conftest import ANA
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Entry
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from tests.worked_example import Team, made, released

pytestmark = pytest.mark.django_db


def page_for(person: Person, path: str) -> str:
    browser = Browser()
    browser.force_login(person)
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return " ".join(unescape(strip_tags(answer.content.decode().replace("<", " <"))).split())


@pytest.mark.parametrize("form", ["confirmation", "fast-close", "not-performed"])
def test_every_form_that_makes_a_document_says_who_will_get_it(team: Team, form: str) -> None:
    order = released(team)
    assert "Who will get this?" not in page_for(team.ogechi, f"/orders/{order.number}/{form}")
    Rule.objects.update(active=True, confirmed=True, not_performed=True)
    told = page_for(team.ogechi, f"/orders/{order.number}/{form}")
    for words in (
        "Who will get this?",
        "Ana Rivera",
        ANA,
        "Service order statement v2",
        "The client gets the document",
    ):
        assert words in told, words


def test_the_release_says_it_too(team: Team) -> None:
    Rule.objects.update(active=True)
    told = page_for(team.ogechi, f"/orders/{made(team).number}/release")
    assert "Service order v1" in told


def test_a_rule_is_shown_with_the_mail_it_would_write_about_a_real_order(team: Team) -> None:
    order, rule = released(team), Rule.objects.get()
    told = page_for(team.noor, f"/rules/{rule.pk}")
    assert f"As a mail about order {order.number}, version 1" in told
    assert "Hello Ana Rivera," in told
    assert "{link}" in told
    for place in PLACEHOLDERS:
        assert f"{{{place.name}}}" in told


def test_without_a_document_there_is_no_preview_and_no_fault(team: Team) -> None:
    assert "As a mail about" not in page_for(team.noor, f"/rules/{Rule.objects.get().pk}")
    assert "As a mail about" not in page_for(team.noor, "/rules/new")


def test_a_new_rule_sent_twice_is_one_and_with_another_name_under_the_same_id_it_is_refused(team: Team) -> None:
    browser, there = Browser(), Rule.objects.count()
    browser.force_login(team.noor)
    fields = {"name": "New", "released": "on", "to_client": "on", "submission_id": str(uuid.uuid4())}
    assert [browser.post("/rules", fields).status_code for _time in range(2)] == [302, 302]
    refused = browser.post("/rules", {**fields, "name": "Corrected"})
    assert (refused.status_code, "already sent with other content" in refused.content.decode()) == (422, True)
    assert Rule.objects.count() == there + 1


def test_an_administrator_sees_what_waits_and_why(team: Team) -> None:
    Rule.objects.update(active=True)
    order = released(team)
    (mail,) = queue_rule_mails(Entry.objects.get(order=order, kind=EntryKind.RELEASED))
    Mail.objects.update(status="waiting", error="451 4.7.1 Greylisted", attempts=3)
    Document.objects.create(version=order.versions.get(), error="No space left on device", attempts=2)
    told = page_for(team.noor, "/outgoing")
    for words in (ANA, "Waiting", f"Order {order.number}, version 1", "No space left on device", "2 tries"):
        assert words in told, words
    one = page_for(team.noor, f"/outgoing/{mail.pk}")
    for words in ("451 4.7.1 Greylisted", "Tries 3", mail.message_id.strip("<>"), "{link}"):
        assert words in one, words
    assert ANA not in page_for(team.noor, "/outgoing?state=sent")
    # The link opens the order: an administrator who may not see it does not get it this way.
    assert "/c/" not in one
    Person.objects.filter(pk=team.noor.pk).update(roles=Role.ADMINISTRATOR | Role.COORDINATOR)
    assert "/c/" in page_for(team.noor, f"/outgoing/{mail.pk}")


def test_the_page_of_a_document_tells_who_was_sent_it_and_that_it_is_unchanged(team: Team) -> None:
    Rule.objects.update(active=True)
    order = released(team)
    queue_rule_mails(Entry.objects.get(order=order, kind=EntryKind.RELEASED))
    told = page_for(team.layla, f"/orders/{order.number}/documents/1/page")
    for words in (ANA, "Kept here", "as it was issued", "Sealed by Nadiya IT & Consulting", "Links for the client"):
        assert words in told, words
    seen_by_diego = page_for(team.diego, f"/orders/{order.number}/documents/1/page")
    assert "Links for the client" not in seen_by_diego
    assert "Send to client" not in seen_by_diego


def test_a_changed_file_is_told_on_its_page(team: Team) -> None:
    order = released(team)
    page_for(team.layla, f"/orders/{order.number}/documents/1/page")
    Document.objects.update(sha256="0" * 64)
    # The first look tries to make it again, the next one knows that this failed.
    for _look in range(2):
        assert "not as it was issued" in page_for(team.layla, f"/orders/{order.number}/documents/1/page")


def test_our_words_are_there_in_spanish() -> None:
    english = default_subject(), default_text()
    with override("es"):
        assert default_text() != english[1]
        assert "{link}" in default_text()
        assert gettext(english[0]) == default_subject()
