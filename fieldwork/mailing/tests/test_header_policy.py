"""Headers as a mail program reads them back: every blank of a subject, every name, and nobody else's domain."""

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr

import pytest

from fieldwork.mailing.actions.queue_mails import queue_rule_mails
from fieldwork.mailing.header_policy import HEADER_POLICY
from fieldwork.mailing.mime_message import build_message, build_text_message, encode_address
from fieldwork.mailing.models import Mail, Rule
from fieldwork.mailing.smtp import send_message
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Client
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Entry
from tests.running.mail_server import mail_server
from tests.worked_example import Team, released

pytestmark = pytest.mark.django_db

TEXTS = {
    "Russian": "Замена насоса и проверка давления в системе отопления, третий этаж, вход со двора " * 3,
    "Arabic": "استبدال المضخة وفحص الضغط في نظام التدفئة في الطابق الثالث من المبنى " * 3,
    "mixed": "Replace pump № 7 — Łódź, ul. Piotrkowska 104 a, naprawa pompy w kotłowni „Północ” " * 3,
    "Japanese": "三階の暖房ポンプの交換 と 圧力の点検 、 正面玄関から " * 7,
    "emoji": "👩‍🔧 fixes 🏴󠁧󠁢󠁥󠁮󠁧󠁿 the router, then 👍🏽 " * 5,
    "English": "Replace the pump and check the pressure of the heating on the third floor " * 3,
    "a comma and quotes": 'Müller, "Söhne" & Co. <Nord> (West); ' * 6,
    "two blanks": "Насос  и   труба, кран   течёт  " * 7,
}


def read_back(message: EmailMessage) -> EmailMessage:
    raw = message.as_bytes()
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert max(map(len, head.split(b"\r\n"))) <= 78
    back = message_from_bytes(raw, policy=policy.default)
    assert isinstance(back, EmailMessage)
    return back


def mailbox(message: EmailMessage, header: str) -> tuple[str, str]:
    """Name and address; the newer parser puts blanks between the encoded words of a name, against RFC 2047 §6.2."""
    raw = message_from_bytes(message.as_bytes(), policy=policy.compat32)[header]
    name, address = parseaddr(" ".join(line.strip() for line in raw.splitlines()))
    return str(make_header(decode_header(name))), address


def mail_about(team: Team) -> Mail:
    Rule.objects.update(active=True)
    (mail,) = queue_rule_mails(Entry.objects.get(order=released(team), kind=EntryKind.RELEASED))
    return mail


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_subject_and_a_name_of_any_length_keep_their_blanks(text: str) -> None:
    """faults.md A13"""
    for length in range(1, 201):
        written = text[:length].strip()
        message = EmailMessage(policy=HEADER_POLICY)
        message["Subject"], message["To"] = written, Address(written, addr_spec="ana@acme.example")
        back = read_back(message)
        assert back["Subject"] == written
        assert mailbox(message, "To") == (written, "ana@acme.example")


def test_a_server_gets_the_long_subject_whole(team: Team) -> None:
    """faults.md A13"""
    mail = mail_about(team)
    mail.subject = TEXTS["Russian"].strip()
    with mail_server() as (url, box):
        assert mail.version is not None
        send_message(build_message(mail, b"%PDF-1.7", get_company()), url)
    assert [taken["Subject"] for taken in box.mails] == [mail.subject]


@pytest.mark.parametrize(
    ("address", "sent_to"),
    [
        ("info@straße.de", "info@xn--strae-oqa.de"),
        ("info@STRASSE.de", "info@STRASSE.de"),
        ("info@post.straße.de", "info@post.xn--strae-oqa.de"),
        ("info@Bücher.example", "info@xn--bcher-kva.example"),
        ("info@bu\u0308cher.example", "info@xn--bcher-kva.example"),
        ("info@βόλος.com", "info@xn--nxasmm1c.com"),
        ("info@نامه\u200cای.com", "info@xn--mgba3gch31f060k.com"),
        ("info@例え。jp", "info@xn--r8jz45g.jp"),
        ("info@under_score.example", "info@under_score.example"),
        ("info@xn--strae-oqa.de", "info@xn--strae-oqa.de"),
    ],
)
def test_a_domain_goes_out_by_the_rules_of_today(address: str, sent_to: str) -> None:
    """faults.md A14"""
    assert encode_address(address) == sent_to


def test_a_domain_without_a_name_by_these_rules_is_nobody_elses(team: Team) -> None:
    """faults.md A14"""
    assert encode_address("info@i❤.example") == "info@i❤.example"


def test_client_company_and_answers_go_to_the_domain_that_was_typed(team: Team) -> None:
    """faults.md A14"""
    Client.objects.update(email="info@straße.de", name="Straße & Söhne")
    mail, company = mail_about(team), get_company()
    company.email = "buero@weiß.example"
    with mail_server() as (url, box):
        send_message(build_text_message(mail, company), url)
    (taken,) = box.mails
    told = [parseaddr(taken[name])[1] for name in ("To", "From", "Reply-To")]
    assert told == ["info@xn--strae-oqa.de", "buero@xn--wei-7ka.example", "buero@xn--wei-7ka.example"]
    assert box.recipients == ["info@xn--strae-oqa.de"]
