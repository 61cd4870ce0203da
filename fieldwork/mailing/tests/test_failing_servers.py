"""What is wrong with the server must end no mail; what is sent again is sent once, and no dead link with it."""

import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.utils import timezone

from fieldwork.mailing import smtp
from fieldwork.mailing.actions import queue_mails as queueing
from fieldwork.mailing.actions.append_mail_entry import append_mail_entry
from fieldwork.mailing.actions.queue_mails import MailDraft, queue_rule_mails, send_by_hand
from fieldwork.mailing.actions.resend import resend
from fieldwork.mailing.forms import RuleForm
from fieldwork.mailing.mime_message import build_message, encode_address
from fieldwork.mailing.models import Mail, MailState, Rule
from fieldwork.mailing.placeholders import LINK_MARK
from fieldwork.mailing.smtp import PermanentFailure, TemporaryFailure, send_message
from fieldwork.mailing.tests.conftest import ANA
from fieldwork.mailing.tests.test_deliver import _message
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Company
from fieldwork.orders.actions.release import release
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Entry
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid
from fieldwork.rest.idempotency import Submission, idempotent, make_submission
from fieldwork.sharing.actions.manage_links import revoke_link
from fieldwork.sharing.models import ClientLink
from tests.worked_example import INK, Team, made, released

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_server")]
LINES = list[bytes]


@contextmanager
def says(*answers: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server that gives these answers, one for each line it hears, the first as its greeting; piece by piece."""
    door = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        line, _from = door.accept()
        with line, line.makefile("rb") as heard:
            try:
                for place, answer in enumerate(answers):
                    if place and not heard.readline():
                        return
                    for piece in (answer[at : at + 1] for at in range(len(answer))) if pause else (answer,):
                        line.sendall(piece)
                        time.sleep(pause)
            except OSError:
                return

    threading.Thread(target=talk, daemon=True).start()
    try:
        yield f"smtp://127.0.0.1:{door.getsockname()[1]}"
    finally:
        door.close()


EHLO, OK = b"250 hello\r\n", b"250 ok\r\n"


@pytest.mark.parametrize(
    "answers",
    [
        (b"554 no service\r\n",),
        (b"220 hi\r\n", EHLO, b"530 authenticate first\r\n", OK),
        (b"220 hi\r\n", EHLO, OK, b"530 authenticate first\r\n", OK),
        (b"220 hi\r\n", EHLO, b"550 nobody like you\r\n", OK),
    ],
)
def test_a_server_that_wants_something_of_us_is_asked_again(answers: tuple[bytes, ...]) -> None:
    with says(*answers) as url, pytest.raises(TemporaryFailure):
        send_message(_message(), url)


def test_a_wrong_password_ends_no_mail() -> None:
    login = b"250-hello\r\n250 AUTH PLAIN\r\n"
    wrong = b"535 5.7.8 wrong\r\n"
    with says(b"220 hi\r\n", login, wrong, wrong, OK) as url, pytest.raises(TemporaryFailure, match="535"):
        send_message(_message(), url.replace("smtp://", "smtp://layla:wrong@"))


@pytest.mark.parametrize(
    "answers",
    [
        (b"220 hi\r\n", EHLO, OK, b"550 5.1.1 no such user\r\n", OK),
        (b"220 hi\r\n", EHLO, b"552 too large\r\n", OK),
    ],
)
def test_what_the_server_refuses_of_this_mail_is_final(answers: tuple[bytes, ...]) -> None:
    with says(*answers) as url, pytest.raises(PermanentFailure):
        send_message(_message(), url)


def test_a_greeting_that_never_ends_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 1.0)
    began = time.monotonic()
    with says(b"220-hello\r\n" * 500, pause=0.05) as url, pytest.raises(TemporaryFailure):
        send_message(_message(), url)
    assert time.monotonic() - began < 15


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("ana@bücher.example", "ana@xn--bcher-kva.example"), ("a@b.example", "a@b.example"),
        ("x@-.example", "x@-.example"),
    ],
)  # fmt: skip
def test_domains_of_all_languages_are_understood_by_all_servers(typed: str, wire: str) -> None:
    assert encode_address(typed) == wire


def test_a_company_with_such_a_domain_sends_mail_too(team: Team) -> None:
    Company.objects.update(email="info@bücher.example")
    version = DocumentVersion.objects.get(order=released(team))
    (mail,) = send_by_hand(version, [MailDraft("ana@bücher.example", "Ana", "en", "S", "T")], by=team.layla)
    message = build_message(mail, b"%PDF-", get_company())
    assert "xn--bcher-kva" in message["To"]
    assert "xn--bcher-kva" in message["From"]


def test_a_long_name_makes_a_short_subject(team: Team) -> None:
    Rule.objects.update(active=True, subject="{order} " * 5)
    entry = release(made(team, name="x" * 120).number, INK, by=team.ogechi)
    (mail,) = queue_rule_mails(entry)
    assert len(mail.subject) == 300


def test_an_address_that_no_server_takes_is_refused_at_the_field() -> None:
    long = f"{'x' * 60}@{'.'.join(['y' * 60] * 4)}.example"
    form = RuleForm({"name": "R", "released": "on", "addresses": long}, rule=Rule())
    assert "no e-mail address" in form.errors["addresses"][0]


def test_by_hand_all_of_them_are_queued_or_none(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fails at the second of three; sent again, all three are there, each once."""
    version = DocumentVersion.objects.get(order=released(team))
    letters = [MailDraft(f"{name}@acme.example", "", "en", "S", "T") for name in ("a", "b", "c")]
    same, real, calls = make_submission(uuid.uuid4(), "form"), append_mail_entry, []

    def dies(mail: Mail) -> Entry:
        calls.append(mail)
        if len(calls) == 2:
            raise RuntimeError("killed")
        return real(mail)

    with monkeypatch.context() as killed:
        killed.setattr(queueing, "append_mail_entry", dies)
        with pytest.raises(RuntimeError):
            once(same, lambda: send_by_hand(version, letters, by=team.layla)[0], by=team.layla)
    assert not Mail.objects.exists()
    for _time in range(2):
        once(same, lambda: send_by_hand(version, letters, by=team.layla)[0], by=team.layla)
    assert sorted(Mail.objects.values_list("to", flat=True)) == [letter.to for letter in letters]


def once(submission: Submission, act: Callable[[], Mail], *, by: Person) -> Mail | None:
    """What the form does that somebody sends under this id."""
    return idempotent(submission, act, by=by, model=Mail)


def sent(team: Team) -> Mail:
    """A mail with a link that has arrived."""
    version = DocumentVersion.objects.get(order=released(team))
    (mail,) = send_by_hand(
        version, [MailDraft(ANA, "", "en", "S", f"Dear Ana\n\nLook: {LINK_MARK}\n\nBye")], by=team.layla
    )
    Mail.objects.update(status=MailState.SENT, sent_at=timezone.now())
    return Mail.objects.get(pk=mail.pk)


def test_sent_again_a_mail_carries_no_link_that_was_taken_back(team: Team) -> None:
    mail = sent(team)
    assert mail.link is not None
    revoke_link(mail.link, by=team.layla)
    again = resend(mail, by=team.layla)
    assert (again.link, LINK_MARK in again.text, again.text) == (None, False, "Dear Ana\n\nBye")


def test_sent_again_a_link_that_has_expired_is_made_anew(team: Team) -> None:
    mail = sent(team)
    early = timezone.now() - timedelta(days=40)
    ClientLink.objects.update(created_at=early, expires_at=early + timedelta(days=30))
    again = resend(Mail.objects.get(pk=mail.pk), by=team.layla)
    assert again.link is not None
    assert again.link.pk != mail.link_id
    assert again.link.expires_at > timezone.now()


def test_a_refused_mail_sent_again_by_a_press_that_arrives_late_once_more_goes_once(team: Team) -> None:
    """The first press brought it to its client; without its id the second one would bring another."""
    mail, same = sent(team), Submission(uuid.uuid4(), "again")
    Mail.objects.update(status=MailState.REFUSED, sent_at=None, author=None)
    once(same, lambda: resend(mail, by=team.layla), by=team.layla)
    Mail.objects.update(status=MailState.SENT, sent_at=timezone.now())
    assert once(same, lambda: resend(mail, by=team.layla), by=team.layla) == mail
    assert Mail.objects.count() == 1
    resend(mail, by=team.layla)
    assert Mail.objects.count() == 2


def test_a_press_that_sent_one_mail_again_sends_no_other(team: Team) -> None:
    mail, press = sent(team), uuid.uuid4()
    once(Submission(press, "one"), lambda: resend(mail, by=team.layla), by=team.layla)
    with pytest.raises(Invalid):
        once(Submission(press, "other"), lambda: resend(mail, by=team.layla), by=team.layla)


def test_sent_again_twice_by_one_press_it_goes_once(team: Team) -> None:
    mail, same = sent(team), Submission(uuid.uuid4(), "again")
    first, again = (once(same, lambda: resend(mail, by=team.layla), by=team.layla) for _time in range(2))
    assert first == again != mail
    assert Mail.objects.count() == 2
    assert Entry.objects.filter(order=mail.order, kind=EntryKind.MAIL).count() == 2
