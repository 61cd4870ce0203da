"""The client's page: only for who has the link, only while it holds; GET changes nothing; one acceptance."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from django.test import Client as Browser
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as translated
from django.utils.translation import override

from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.masterdata.models import Client
from fieldwork.orders.actions.client_answer import ClientSignatory
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import ClientAnswer, DocumentVersion, Entry, Order
from fieldwork.orders.transitions import State
from fieldwork.rest.errors import Conflict, Forbidden, Invalid
from fieldwork.sharing import commands
from fieldwork.sharing.actions import answer_by_link as answering
from fieldwork.sharing.actions.manage_links import make_link, mark_opened, revoke_link
from fieldwork.sharing.link_tokens import digest_of_token, token_of
from fieldwork.sharing.models import ClientLink
from fieldwork.sharing.tests.link_client import NO, YES, answer, path_of
from fieldwork.shell.js_messages import MESSAGES
from fieldwork.signatures.signature import Typed
from tests.pages.database_snapshot import database_snapshot
from tests.worked_example import Team, ended_without_work, finally_confirmed, made, released


@pytest.fixture
def order(team: Team) -> Order:
    return finally_confirmed(team)


@pytest.fixture
def link(team: Team, order: Order) -> ClientLink:
    return make_link(order, by=team.layla, given_to="ana@acme.example")


def test_whoever_has_the_link_sees_the_order_and_its_documents_and_nothing_else(team: Team, link: ClientLink) -> None:
    other = finally_confirmed(team)
    page = Browser().get(path_of(link))
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("Fix network", "ACME", "Patch cable", "$332.25", "Your answer"):
        assert words in text, words
    make_pdf(DocumentVersion.objects.get(order=link.order, number=3))
    pdf = Browser().get(f"{path_of(link)}/documents/3")
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]
    assert Browser().get(f"{path_of(link)}/documents/4").status_code == 404
    assert Browser().get(f"/orders/{other.number}/documents/3").status_code == 302
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("same-origin", "noindex, nofollow")
    assert "no-store" in page["Cache-Control"]
    assert token_of(link.nonce) not in ClientLink.objects.values_list("digest", flat=True)


def test_its_secret_is_long_and_only_its_digest_is_kept(link: ClientLink) -> None:
    secret = token_of(link.nonce)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", secret)
    assert link.digest == digest_of_token(secret)
    assert secret not in json.dumps(list(ClientLink.objects.values()), default=str)


def gone(link: ClientLink) -> list[int]:
    secret = token_of(link.nonce)
    paths = (f"/c/{secret}", f"/c/{secret}/documents/3", f"/c/{secret}/logo")
    return [Browser().get(path).status_code for path in paths] + [answer(link, YES).status_code]


def test_revoked_expired_and_unknown_look_alike_and_do_nothing(team: Team, link: ClientLink) -> None:
    revoke_link(link, by=team.ogechi)
    assert gone(link) == [404] * 4
    late = make_link(link.order, by=team.layla)
    ClientLink.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(31), expires_at=timezone.now())
    assert gone(late) == [404] * 4
    unknown = Browser().get("/c/" + "A" * 43)
    assert strip_tags(unknown.content.decode()) == strip_tags(Browser().get(path_of(link)).content.decode())
    for strange in ("/c/x", "/c/" + "é" * 43, "/c/" + "A" * 42 + "%00", "/c/" + "A" * 4000):
        assert Browser().get(strange).status_code == 404
    assert not ClientAnswer.objects.exists()


def test_get_changes_nothing_a_scanner_may_fetch_it_all(link: ClientLink) -> None:
    """Not even the PDF is made by fetching it; it is given out once the follow-up has made it."""
    before = database_snapshot()
    for path in ("", "/documents/3", "/logo", "/opened", "/answer"):
        Browser().get(path_of(link) + path)
    assert database_snapshot() == before
    assert Browser().get(f"{path_of(link)}/documents/3").status_code == 503
    make_pdf(DocumentVersion.objects.get(order=link.order, number=3))
    before = database_snapshot()
    assert Browser().get(f"{path_of(link)}/documents/3").status_code == 200
    assert database_snapshot() == before


def test_opened_is_noted_once_and_told_in_the_workspace(link: ClientLink) -> None:
    for _time in range(3):
        assert Browser().post(f"{path_of(link)}/opened", headers={"X-Requested-With": "fetch"}).status_code == 204
    link.refresh_from_db()
    assert link.opened_at is not None
    mark_opened(link)
    events = [
        entry.data["event"] for entry in Entry.objects.filter(order=link.order, kind=EntryKind.LINK).order_by("seq")
    ]
    assert events == ["made", "opened"]


def test_an_acceptance_makes_a_version_with_both_signatures(link: ClientLink) -> None:
    said = answer(link, YES | {"comment": "Thank you"})
    assert (said.status_code, said["X-Location"].partition("?")[0]) == (201, path_of(link))
    version = DocumentVersion.objects.get(order=link.order, number=4)
    content = version.content
    third = DocumentVersion.objects.get(order=link.order, number=3)
    assert (content["accepted"]["name"], content["accepted"]["version"]) == ("Ana Rivera", 3)
    assert content["accepted"]["digest"] == third.digest
    assert content["approved"]["name"] == "Ogechi Adeola"
    assert content["totals"] == third.content["totals"]
    entry = Entry.objects.get(order=link.order, kind=EntryKind.ACCEPTED)
    assert (entry.author, entry.text, entry.data) == (
        None, "Thank you", {"client": "Ana Rivera", "accepts": 3, "version": 4, "link": link.pk},
    )  # fmt: skip
    assert Order.objects.get(pk=link.order_id).state == State.FINALLY_CONFIRMED
    assert "accepted, thank you" in Browser().get(path_of(link)).content.decode()


def test_the_same_answer_twice_is_recorded_once_and_another_is_refused(link: ClientLink) -> None:
    same = uuid.uuid4()
    assert [answer(link, YES, submission=same).status_code for _ in range(2)] == [201, 201]
    assert answer(link, YES | {"comment": "x"}, submission=same).status_code == 422
    refused = answer(link, YES, version=4)
    assert (refused.status_code, "has accepted this statement already" in refused.content.decode()) == (409, True)
    assert ClientAnswer.objects.count() == 1
    assert answer(link, NO, version=4).status_code == 409


def test_an_objection_names_lines_and_changes_no_document(link: ClientLink) -> None:
    more = {"lines.1.place": "1", "lines.1.words": " ", "lines.3.place": "3", "lines.3.words": "<b>one</b> cable"}
    assert answer(link, NO | more).status_code == 201
    entry = Entry.objects.get(order=link.order, kind=EntryKind.OBJECTED)
    assert [(one["line"], one["words"]) for one in entry.data["objections"]] == [
        ("Diego González", "It was one hour"),
        ("Patch cable", "<b>one</b> cable"),
    ]
    assert DocumentVersion.objects.filter(order=link.order).count() == 3
    assert "&lt;b&gt;one" in Browser().get(path_of(link)).content.decode()
    assert answer(link, YES).status_code == 201


def test_an_objection_is_no_book(link: ClientLink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "MAX_OBJECTION", 10)
    said = answer(link, NO)
    assert (said.status_code, "This is very much" in said.content.decode()) == (422, True)


def test_objections_have_an_end(link: ClientLink, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "MAX_OBJECTIONS", 2)
    assert [answer(link, NO).status_code for _ in range(3)] == [201, 201, 409]


def test_who_read_an_older_statement_is_told(link: ClientLink) -> None:
    assert answer(link, YES, version=2).status_code == 409
    assert answer(link, NO, version=2).status_code == 409


def test_only_a_closed_order_can_be_accepted(team: Team) -> None:
    for order in (released(team), ended_without_work(team)):
        link = make_link(order, by=team.layla)
        version = DocumentVersion.objects.filter(order=order).count()
        assert "Your answer" not in Browser().get(path_of(link)).content.decode()
        assert answer(link, YES, version=version).status_code == 409


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"decision": ""}, "decision", "Choose one of the two"),
        ({"name": ""}, "name", "This is required"),
        ({"name": "x" * 101}, "name", "At most 100"),
        ({"agreed": ""}, "agreed", "Please tick this"),
        ({"signature": ""}, "signature", "the box is empty"),
        ({"signature": "[[["}, "signature", "did not arrive whole"),
        ({"signature": "{" * 2000}, "signature", "did not arrive whole"),
        ({"comment": "x" * 2001}, "comment", "At most"),
        ({"decision": "object"}, "comment", "Say what is not right"),
    ],
)
def test_each_fault_is_told_at_its_field(link: ClientLink, changed: dict[str, str], field: str, words: str) -> None:
    said = answer(link, YES | changed)
    page = said.content.decode()
    assert said.status_code == 422
    assert re.search(rf'id="error-{field}"[^>]*>.*{words}', page), page[-3000:]
    assert not ClientAnswer.objects.exists()


def test_only_the_office_makes_links_and_only_for_a_year(team: Team, order: Order) -> None:
    for person in (team.diego, team.outsider, team.noor):
        with pytest.raises(Forbidden):
            make_link(order, by=person)
    for days in (0, 367, -1):
        with pytest.raises(Invalid):
            make_link(order, by=team.layla, days=days)
    link = make_link(order, by=team.layla, days=1)
    with pytest.raises(Forbidden):
        revoke_link(link, by=team.diego)


def test_a_link_revoked_while_the_client_signs_answers_nothing(
    team: Team, link: ClientLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page was found; before the answer is written the link is taken back."""
    found = ClientLink.objects.get(pk=link.pk)
    revoke_link(link, by=team.layla)
    with pytest.raises(Conflict, match="does not work any more"):
        _accept(found)


def test_control_without_looking_again_it_would(team: Team, link: ClientLink, monkeypatch: pytest.MonkeyPatch) -> None:
    found = ClientLink.objects.get(pk=link.pk)
    revoke_link(link, by=team.layla)
    monkeypatch.setattr(answering, "_still_holds", lambda _link: None)
    _accept(found)
    assert ClientAnswer.objects.exists()


def _accept(link: ClientLink) -> None:
    answering.accept_by_link(link, 3, Typed("Ana Rivera"), by=ClientSignatory("Ana"), comment="")


def test_before_its_release_an_order_has_no_link(team: Team) -> None:
    browser = Browser()
    browser.force_login(team.layla)
    assert browser.post(f"/orders/{made(team).number}/links", {"days": "3"}).status_code == 404


ROOMS = Path(__file__).parents[2]
OURS = [
    "sharing/templates/**.html",
    "orders/templates/orders/signature_pad.html",
    "workspace/templates/workspace/lightbox.html",
    "sharing/**.py",
]


def sentences() -> set[str]:
    """Every sentence that the client's page can show, of templates, forms and scripts."""
    methods = [(pattern, "jinja2" if pattern.endswith("html") else "python") for pattern in OURS]
    options = {pattern: {"trimmed": "false"} for pattern in OURS if pattern.endswith("html")}
    keywords: dict[str, Any] = {"_": None, "gettext": None, "gettext_lazy": None}
    found = extract_from_dir(ROOMS, methods, options, keywords)
    said = {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}
    return said | {str(word) for key, word in MESSAGES.items() if key in SAID_BY_SCRIPTS}


SAID_BY_SCRIPTS = {
    "sending",
    "no_connection",
    "server_failed",
    "discard",
    "draft_saved",
    "refused",
    "changed_meanwhile",
}
OF_THE_OFFICE = re.compile(r"The link is made|The link works no more|Only coordinators|days$|Enter a number|From 1 to")


@pytest.mark.parametrize("find", [sentences])
def test_the_clients_page_is_wholly_in_spanish(find: Callable[[], set[str]]) -> None:
    said = {sentence for sentence in find() if not OF_THE_OFFICE.search(sentence)}
    assert len(said) > 40
    with override("es"):
        untranslated = {sentence for sentence in said if translated(sentence) == sentence}
    assert untranslated <= {"Total", "%(hours)s h"}


def test_a_spanish_client_reads_spanish(team: Team) -> None:
    Client.objects.update(language="es")
    link = make_link(finally_confirmed(team), by=team.layla)
    page = Browser().get(path_of(link)).content.decode()
    for words in ('lang="es"', "Su respuesta", "Parte de la orden de servicio", "Sí, aceptar", "332,25", "Firme aquí"):
        assert words in page, words
    wrong = answer(link, YES | {"name": ""}).content.decode()
    assert "Es obligatorio" in wrong
