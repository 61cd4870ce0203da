"""A confirmation's note to the office: read by the people of the order, and by nobody that a document reaches."""

import io
import json
from typing import Any
from unittest import mock

import pikepdf
import pytest
from django.test import Client as Browser

from fieldwork.documents.actions.make_pdf import make_pdf
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.mailing.actions.queue_mails import queue_rule_mails
from fieldwork.mailing.mime_message import build_message, build_text_message
from fieldwork.mailing.models import Mail, Rule
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.notices.models import Notice
from fieldwork.notices.notice_text import present_notice
from fieldwork.orders import snapshot as freezing
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Confirmation, DocumentVersion, Entry, Order
from fieldwork.search import search_results
from fieldwork.search.actions.index_entries import rebuild
from fieldwork.sharing.actions.manage_links import make_link
from fieldwork.sharing.link_tokens import token_of
from tests.api_caller import Callers, callers
from tests.e2e.pdf_text import words_of
from tests.pages.browser_client import Visitor
from tests.worked_example import CABLE, DIAGNOSIS, Team, confirmation_fields, released

pytestmark = pytest.mark.both

SECRET = "Zebrafinch"
NOWHERE: set[str] = set()


def confirmed(team: Team, *, last: bool = True, **notes: str) -> Order:
    """Diego's order with his confirmation, sent through the API."""
    order = released(team)
    body = confirmation_fields([(DIAGNOSIS, "1"), (CABLE, "2")], "1.5", last=last, **notes)
    answer = callers(team).diego.post(f"/orders/{order.number}/confirmations", body)
    assert answer.status == 201, answer.raw
    return order


def reached(team: Team, order: Order) -> set[str]:
    """Where whoever is given documents, mails or a link reads SECRET."""
    version = order.versions.latest("number")
    pdf = read_pdf(make_pdf(version))
    link = make_link(order, by=team.layla)
    page = Browser().get(f"/c/{token_of(link.nonce)}").content.decode()
    verified = Browser().get(f"/v/{version.code}").content.decode()
    places = {
        "content": json.dumps(list(DocumentVersion.objects.values_list("content", flat=True))),
        "paper": words_of(pdf),
        "data in the paper": _inside(pdf),
        "client's page": page,
        "page of verifying": verified,
        "mail": _mailed(pdf),
        "mail of the day": "\n".join(str(present_notice(one, unread=True)) for one in Notice.objects.all()),
    }
    return {name for name, text in places.items() if SECRET in text}


def _inside(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return "".join(file.get_file().read_bytes().decode() for file in document.attachments.values())


def _mailed(pdf: bytes) -> str:
    """Everything of the mails that the rule calls for: text, HTML and the document."""
    queue_rule_mails(Entry.objects.get(kind=EntryKind.CONFIRMED))
    mails = list(Mail.objects.select_related("version", "link"))
    assert mails
    texts = [build_text_message(mail, get_company()).as_string() for mail in mails]
    whole = [build_message(mail, pdf, get_company()) for mail in mails]
    papers = [words_of(part.get_content()) for message in whole for part in message.iter_attachments()]
    return "\n".join(texts + papers)


@pytest.fixture
def mailed(team: Team) -> Team:
    """A company that mails the client at each confirmation, and tells everybody."""
    Client.objects.update(email="ana@acme.example")
    OrderType.objects.update(shows_plan=True, appends_photos=True)
    Rule.objects.create(name="R", active=True, confirmed=True, closed=True, to_client=True)
    return team


def test_no_document_no_mail_and_no_page_of_the_client_has_it(mailed: Team) -> None:
    """faults.md D4: not frozen, not on paper or inside it, not on the client's page, in no mail."""
    order = confirmed(mailed, office_note=f"{SECRET}: they never pay")
    assert reached(mailed, order) == NOWHERE
    assert Confirmation.objects.get().office_note == f"{SECRET}: they never pay"


def test_control_the_note_for_the_client_is_found_where_the_other_must_not_be(mailed: Team) -> None:
    order = confirmed(mailed, note=SECRET)
    assert reached(mailed, order) >= {
        "content",
        "paper",
        "data in the paper",
        "client's page",
        "mail",
        "mail of the day",
    }


def test_control_frozen_with_the_rest_it_would_be_found(mailed: Team) -> None:
    told = freezing._confirmation

    def all_of_it(one: Confirmation) -> dict[str, object]:
        return {**told(one), "note": f"{one.note} {one.office_note}"}

    with mock.patch.object(freezing, "_confirmation", all_of_it):
        order = confirmed(mailed, office_note=SECRET)
    assert reached(mailed, order) >= {"content", "paper", "data in the paper", "client's page", "mail"}


def test_a_later_version_does_not_freeze_it_either(mailed: Team) -> None:
    order = confirmed(mailed, last=False, office_note=SECRET)
    body = confirmation_fields([(CABLE, "1")], last=True)
    assert callers(mailed).diego.post(f"/orders/{order.number}/confirmations", body).status == 201
    assert SECRET not in json.dumps(list(DocumentVersion.objects.values_list("content", flat=True)))


def told_by_api(calls: Callers, order: Order, **who: Any) -> tuple[Any, Any]:
    """The note in the order and in the journal."""
    caller = who.get("by", calls.layla)
    told = caller.get(f"/orders/{order.number}").json
    entries = caller.get(f"/orders/{order.number}/timeline?limit=100").json["items"]
    (entry,) = [one for one in entries if one["kind"] == "confirmed"]
    return told["confirmations"][0]["office_note"], entry.get("office_note", "")


def test_everybody_on_the_order_reads_it_on_the_card_and_by_the_api(team: Team) -> None:
    """faults.md D4; cleaned like the note: no control signs, no blanks at its ends, no markup."""
    order = confirmed(team, last=False, office_note=" \u202e<b>Zebrafinch</b>\x00\r\nbites ")
    calls, clean = callers(team), "<b>Zebrafinch</b>\nbites"
    for person, caller in ((team.layla, calls.layla), (team.ogechi, calls.ogechi), (team.diego, calls.diego)):
        assert told_by_api(calls, order, by=caller) == (clean, clean)
        page = Visitor(person).get(f"/orders/{order.number}").content.decode()
        assert ("Note to the office" in page, "&lt;b&gt;Zebrafinch" in page, "<b>Zebra" in page) == (True, True, False)
    for person in (team.outsider, team.noor):
        assert Visitor(person).get(f"/orders/{order.number}").status_code == 404
    assert calls.outsider.get(f"/orders/{order.number}/timeline").status == 404


def test_without_one_nothing_is_said_of_it(team: Team) -> None:
    order = confirmed(team, last=False, note="All well")
    assert told_by_api(callers(team), order) == ("", "")
    assert "Note to the office" not in _log(Visitor(team.layla).get(f"/orders/{order.number}").content.decode())


def _log(page: str) -> str:
    """The cards of the timeline."""
    return page.split('role="log"', 1)[1]


def test_the_form_says_who_reads_which_and_keeps_both(team: Team) -> None:
    """faults.md D4: said at the field."""
    order, diego = released(team), Visitor(team.diego)
    form = diego.get(f"/orders/{order.number}/confirmation").content.decode()
    for words in ("The client reads this on the statement.", 'name="office_note"', "the client never sees it"):
        assert words in form, words
    kept = {"last": "no", "note": "For Ana", "office_note": "For Layla"}
    refused = diego.send(f"/orders/{order.number}/confirmations", kept)
    assert refused.status_code == 422
    for words in (">For Ana</textarea>", ">For Layla</textarea>"):
        assert words in refused.content.decode(), words


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        ("x" * 4001, "At most 4000 characters, this has 4001"),
        (7, "Expected text"),
        (["x"], "Expected text"),
        ("x" * 100_000, "At most 4000 characters, this has 100000"),
    ],
)
def test_what_it_cannot_be_is_told_at_its_name(team: Team, sent: object, fault: str) -> None:
    order = released(team)
    body = confirmation_fields([(CABLE, "1")], last=False, office_note=sent)
    answer = callers(team).diego.post(f"/orders/{order.number}/confirmations", body)
    assert answer.faults["office_note"] == fault
    assert not Confirmation.objects.exists()


def test_the_longest_goes_through_and_is_found_by_who_sees_the_order(team: Team) -> None:
    """Searched like the note, in an index that was made anew as well."""
    longest = f"{SECRET} {'x' * (3999 - len(SECRET))}"
    order = confirmed(team, last=False, note="Cable laid", office_note=longest)
    for _time in range(2):
        for person, wanted in ((team.layla, 1), (team.diego, 1), (team.outsider, 0), (team.noor, 0)):
            found = search_results.search_hits(person, "zebraf", limit=9)
            assert [(hit.order.pk, hit.kind) for hit in found] == [(order.pk, "words")] * wanted
        (hit,) = search_results.search_hits(team.layla, "cable zebraf", limit=9)
        assert (hit.text.startswith("Cable laid"), SECRET in hit.text) == (True, True)
        rebuild(lambda _done: None)


def test_the_api_document_tells_who_reads_which(team: Team) -> None:
    shapes = Browser().get("/api/v1/openapi.json").json()["components"]["schemas"]
    wanted, told = (shapes[name]["properties"] for name in ("ConfirmOrder", "ConfirmationOut"))
    assert wanted["office_note"]["maxLength"] == 4000
    assert {"office_note"} <= set(told) & set(shapes["ConfirmedEntry"]["properties"])
    assert "client reads it" in wanted["note"]["description"]
