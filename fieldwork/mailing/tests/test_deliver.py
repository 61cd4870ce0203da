"""The outbox against a real mail server that takes, refuses, hesitates, hangs, lies and dies."""

import smtplib
import socket
import threading
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from fieldwork.config.server_urls import MailServer, mail_server_of
from fieldwork.mailing import smtp
from fieldwork.mailing.actions import deliver as posting
from fieldwork.mailing.actions import queue_mails
from fieldwork.mailing.actions.deliver import deliver, due_mails, release_held
from fieldwork.mailing.actions.queue_mails import MailDraft, queue_rule_mails, send_by_hand
from fieldwork.mailing.actions.resend import resend
from fieldwork.mailing.mime_message import build_message
from fieldwork.mailing.models import Mail, MailState, Rule
from fieldwork.mailing.placeholders import LINK_MARK
from fieldwork.mailing.smtp import PermanentFailure, TemporaryFailure, send_message
from fieldwork.mailing.tests.conftest import ANA
from fieldwork.masterdata.company import get_company
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Entry, Order
from fieldwork.rest.errors import Conflict, Forbidden
from fieldwork.sharing.link_tokens import find_link, link_url, token_of
from tests.running.mail_server import mail_server
from tests.worked_example import Team, released

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_server")]


def queued(team: Team) -> Mail:
    """One mail to the client, waiting."""
    Rule.objects.update(active=True)
    (mail,) = queue_rule_mails(Entry.objects.get(order=released(team), kind=EntryKind.RELEASED))
    return mail


def carried(mail: Mail, url: str, monkeypatch: pytest.MonkeyPatch) -> Mail:
    """After one try with the server at `url`."""
    monkeypatch.setattr(posting, "send_message", lambda message: send_message(message, url))
    mail.refresh_from_db()
    deliver(mail)
    mail.refresh_from_db()
    return mail


def told(order: Order | None) -> list[str]:
    return [entry.data["status"] for entry in Entry.objects.filter(order=order, kind=EntryKind.MAIL).order_by("seq")]


def test_a_mail_is_taken_with_its_pdf_and_the_timeline_says_so(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = queued(team)
    with mail_server() as (url, box):
        carried(mail, url, monkeypatch)
    (taken,) = box.mails
    assert (mail.status, told(mail.order)) == (MailState.SENT, ["waiting", "sent"])
    assert mail.sent_at is not None
    assert (taken["Message-ID"], taken["To"]) == (mail.message_id, f"Ana Rivera <{ANA}>")
    (attached,) = taken.iter_attachments()
    assert attached.get_filename() == f"service-order-{mail.order_id}-v1.pdf"
    assert attached.get_content().startswith(b"%PDF-")
    assert mail.link is not None
    for part in ("plain", "html"):
        body = taken.get_body((part,))
        assert body is not None
        assert link_url(mail.link) in body.get_content()


def test_a_refusal_is_final_and_told_in_the_servers_words(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = queued(team)
    with mail_server() as (url, box):
        box.answers = ["550 5.1.1 No such\r\n user here"]
        carried(mail, url, monkeypatch)
    assert (mail.status, told(mail.order)) == (MailState.REFUSED, ["waiting", "refused"])
    assert mail.error.startswith("550 5.1.1 No such")
    assert due_mails(timezone.now() + timedelta(days=1)) == []


@pytest.mark.parametrize("answer", ["451 4.7.1 Greylisted, try again later", "421 4.3.0 Busy"])
def test_a_hesitating_server_is_asked_again_with_the_same_message_id(
    team: Team, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    mail = queued(team)
    with mail_server() as (url, box):
        box.answers = [answer, answer]
        carried(mail, url, monkeypatch)
        assert (mail.status, mail.attempts, answer[:3] in mail.error) == (MailState.WAITING, 1, True)
        assert mail not in due_mails(timezone.now())
        (again,) = due_mails(timezone.now() + timedelta(minutes=1))
        carried(again, url, monkeypatch)
        first_wait = again.next_try_at - timezone.now()
        carried(again, url, monkeypatch)
    assert first_wait >= timedelta(seconds=29)
    assert [taken["Message-ID"] for taken in box.mails] == [mail.message_id]
    assert told(mail.order) == ["waiting", "sent"]


def test_the_wait_grows_and_after_three_days_it_is_given_up(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = queued(team)
    waits = []
    for _try in range(8):
        carried(mail, "smtp://127.0.0.1:9", monkeypatch)
        waits.append((mail.next_try_at - timezone.now()).total_seconds())
    waits = [round(wait) for wait in waits]
    assert waits == sorted(waits)
    assert waits[-1] > 10 * waits[0]
    Mail.objects.update(queued_at=timezone.now() - timedelta(days=4))
    carried(mail, "smtp://127.0.0.1:9", monkeypatch)
    assert (mail.status, told(mail.order)) == (MailState.REFUSED, ["waiting", "refused"])


def test_a_server_that_hangs_is_left_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 1.0)
    with mail_server() as (url, box):
        box.hang = True
        with pytest.raises(TemporaryFailure):
            send_message(_message(), url)


def test_a_server_that_speaks_nonsense_or_closes_at_once_is_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (b"HTTP/1.1 200 OK\r\n\r\n<html>", b"", b"220 hello\r\n", b"\xff\xfe\x00" * 200 + b"\r\n"):
        with _line_that_says(words) as url, pytest.raises((TemporaryFailure, PermanentFailure)):
            send_message(_message(), url)


def test_a_server_that_takes_a_mail_but_never_says_so_is_asked_again_with_the_same_message_id(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to DATA is lost: the mail may have arrived, so its second copy must be known as the same."""
    mail = queued(team)
    with mail_server() as (url, box):
        box.answers = [""]
        monkeypatch.setattr(posting, "send_message", lambda message: _deliver_and_lose(message, url))
        deliver(mail)
        mail.refresh_from_db()
        assert mail.status == MailState.WAITING
        carried(mail, url, monkeypatch)
    assert len(box.mails) == 2
    assert len({taken["Message-ID"] for taken in box.mails}) == 1


def test_of_two_who_take_the_same_mail_one_delivers_it(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = queued(team)
    with mail_server() as (url, box):
        monkeypatch.setattr(posting, "send_message", lambda message: send_message(message, url))
        same_mail = Mail.objects.get(pk=mail.pk)
        deliver(mail)
        deliver(same_mail)
    assert len(box.mails) == 1


def test_what_a_killed_process_held_is_free_again(team: Team) -> None:
    mail = queued(team)
    Mail.objects.update(lease_until=timezone.now() + timedelta(minutes=2))
    assert due_mails(timezone.now()) == []
    assert release_held() == 1
    assert due_mails(timezone.now()) == [mail]


def test_without_a_server_a_mail_is_kept_and_nothing_pretends_to_be_sent(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_mails, "SMTP_URL", "")
    mail = queued(team)
    assert (mail.status, told(mail.order), due_mails(timezone.now())) == (MailState.HELD, ["kept"], [])


def test_it_can_be_sent_again(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """What did not arrive goes under its own Message-ID, what was sent goes as another mail."""
    mail = queued(team)
    with mail_server() as (url, box):
        box.answers = ["550 No"]
        carried(mail, url, monkeypatch)
        with pytest.raises(Forbidden):
            resend(mail, by=team.diego)
        again = resend(mail, by=team.layla)
        with pytest.raises(Conflict):
            resend(mail, by=team.layla)
        carried(again, url, monkeypatch)
        other = resend(again, by=team.noor)
        carried(other, url, monkeypatch)
    assert again.pk == mail.pk
    assert [taken["Message-ID"] for taken in box.mails] == [mail.message_id, other.message_id]
    assert other.message_id != mail.message_id


def test_by_hand_it_is_queued_only_by_those_who_may(team: Team) -> None:
    version = DocumentVersion.objects.get(order=released(team))
    letters = [MailDraft(ANA, "", "en", "S", f"Look: {LINK_MARK}"), MailDraft("b@acme.example", "", "en", "S", "T")]
    with pytest.raises(Forbidden):
        send_by_hand(version, letters, by=team.diego)
    assert len(send_by_hand(version, letters, by=team.layla)) == 2
    first, second = Mail.objects.order_by("pk")
    assert first.link is not None
    assert find_link(token_of(first.link.nonce)) == first.link
    assert second.link is None


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "Bcc: x@y.example", 'a"b', "é中文العربية"])
def test_nothing_typed_becomes_a_header_or_markup(team: Team, typed: str) -> None:
    version = DocumentVersion.objects.get(order=released(team))
    text = f"{typed}\n\n{LINK_MARK}\n\nhttps://evil.example/ {typed}"
    (mail,) = send_by_hand(
        version, [MailDraft(ANA, f"Ana\r\nBcc: x@y.example {typed}", "en", typed, text)], by=team.layla
    )
    message = build_message(mail, b"%PDF-", get_company())
    assert message["Bcc"] is None
    assert len(message.get_all("To") or []) == 1
    html = message.get_body(("html",))
    assert html is not None
    content = html.get_content()
    assert "<script" not in content
    assert content.count("<a ") == 1
    assert mail.link is not None
    assert f'<a href="{link_url(mail.link)}">' in content


def test_addresses_of_mail_servers() -> None:
    assert mail_server_of("smtp://mail.example") == MailServer("mail.example", 587, False, "", "")
    assert mail_server_of("smtps://u%40x:p%3Aw@mail.example").port == 465
    assert mail_server_of("smtps://u%40x:p%3Aw@mail.example").password == "p:w"
    for bad in ("mail.example", "http://mail.example", "smtp://"):
        with pytest.raises(ValueError, match="FIELDWORK_SMTP_URL"):
            mail_server_of(bad)


def test_a_password_never_goes_over_an_open_line() -> None:
    with mail_server() as (url, _box):
        port = url.rsplit(":", 1)[1]
        client = smtplib.SMTP("127.0.0.1", int(port))
        with pytest.raises(TemporaryFailure, match="not sent"):
            smtp._authenticate(client, MailServer("mail.example", int(port), False, "layla", "secret"))
        client.close()


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@nadiya.example", ANA, "S"
    message.set_content("T")
    return message


def _deliver_and_lose(message: EmailMessage, url: str) -> None:
    send_message(message, url)
    raise TemporaryFailure("Connection unexpectedly closed")


class _line_that_says:  # noqa: N801 - reads as a sentence
    """A line on which somebody says these words and hangs up."""

    def __init__(self, words: bytes) -> None:
        self._words = words
        self._socket = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> str:
        threading.Thread(target=self._answer, daemon=True).start()
        return f"smtp://127.0.0.1:{self._socket.getsockname()[1]}"

    def _answer(self) -> None:
        line, _from = self._socket.accept()
        with line:
            line.sendall(self._words)

    def __exit__(self, *fault: object) -> None:
        self._socket.close()
