"""Whoever objects is thanked, reads what they sent, and writes anew only behind a button."""

import re

import pytest

from fieldwork.masterdata.models import Client
from fieldwork.orders.models import ClientAnswer, DocumentVersion, Order
from fieldwork.sharing.actions.manage_links import make_link
from fieldwork.sharing.models import ClientLink
from fieldwork.sharing.tests.link_client import NO, YES, answer, page_of, text_of
from tests.worked_example import Team, finally_confirmed

pytestmark = pytest.mark.both

MORE = {"lines.3.place": "3", "lines.3.words": "<b>one</b> cable\nonly", "comment": "Please call", "job_title": "Owner"}
FORM = re.compile(r'<form id="answer-form"')
FOLDED = re.compile(r'<details class="answer-again"><summary[^>]*>.*?</summary>\s*<form id="answer-form"', re.DOTALL)


@pytest.fixture
def order(team: Team) -> Order:
    return finally_confirmed(team)


@pytest.fixture
def link(team: Team, order: Order) -> ClientLink:
    return make_link(order, by=team.layla)


def test_the_objection_is_thanked_for_and_shown_line_by_line(link: ClientLink) -> None:
    """faults.md D3: thanks, what was sent, that the office has it; a reload, or another day, shows the same."""
    assert not FOLDED.search(page_of(link))
    assert answer(link, NO | MORE).status_code == 201
    page = page_of(link)
    text = text_of(page)
    for words in (
        "thank you, we have your objection",
        "Thank you, your objection has arrived",
        "The office of Nadiya IT & Consulting has had it since",
        "This is what you sent about version 3 Ana Rivera · Owner Diego González It was one hour",
        "Patch cable <b>one</b> cable only Please call",
        "Your objection is with us",
    ):
        assert words in text, words
    assert "please look at the statement" not in text
    assert len(FOLDED.findall(page)) == len(FORM.findall(page)) == 1
    assert text_of(page_of(link)) == text


def test_of_several_objections_the_last_stands_first_and_the_others_stay(link: ClientLink) -> None:
    answer(link, NO)
    answer(link, {"decision": "object", "name": "Ben Rivera", "comment": "And the cable is red"})
    text = text_of(page_of(link))
    assert text.index("your objection has arrived") < text.index("the cable is red") < text.index("It was one hour")
    assert text.count("your objection has arrived") == 1


def test_another_link_to_the_order_shows_it_too(team: Team, order: Order, link: ClientLink) -> None:
    answer(link, NO)
    assert "your objection has arrived" in page_of(make_link(order, by=team.layla))


def test_who_objected_may_accept_after_all(link: ClientLink) -> None:
    answer(link, NO)
    assert answer(link, YES).status_code == 201
    page = page_of(link)
    assert ("accepted, thank you" in page, "It was one hour" in page, FORM.search(page)) == (True, True, None)
    assert "your objection has arrived" not in page


def test_a_newer_statement_asks_again_and_says_what_the_objection_was_about(order: Order, link: ClientLink) -> None:
    """What the office corrects makes a new version: it is that one that is asked about."""
    answer(link, NO)
    last = DocumentVersion.objects.get(order=order, number=3)
    content = {**last.content, "version": 4}
    DocumentVersion.objects.create(
        order=order,
        number=4,
        title=last.title,
        created_at=last.created_at,
        content=content,
        digest="4" * 64,
        code="4" * 16,
    )
    page = page_of(link)
    text = text_of(page)
    assert "was about version 3. There is a newer statement now." in text
    assert "please look at the statement" in text
    assert (len(FORM.findall(page)), FOLDED.search(page)) == (1, None)


def test_what_was_refused_is_not_thanked_for(link: ClientLink) -> None:
    assert answer(link, NO | {"name": ""}).status_code == 422
    assert not ClientAnswer.objects.exists()
    assert "your objection has arrived" not in page_of(link)


def test_a_spanish_client_is_thanked_in_spanish(team: Team) -> None:
    Client.objects.update(language="es")
    link = make_link(finally_confirmed(team), by=team.layla)
    answer(link, NO)
    text = text_of(page_of(link))
    for words in (
        "Muchas gracias, su objeción ha llegado",
        "Esto es lo que envió sobre la versión 3",
        "Responder otra",
    ):
        assert words in text, words
