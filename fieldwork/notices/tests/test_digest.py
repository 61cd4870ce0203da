"""The day's mail against a real mail server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.utils import timezone

from fieldwork.config import PUBLIC_URL
from fieldwork.mailing.actions import deliver as posting
from fieldwork.mailing.actions.deliver import deliver, due_mails
from fieldwork.mailing.actions.resend import resend
from fieldwork.mailing.models import Mail, MailState
from fieldwork.mailing.smtp import send_message
from fieldwork.notices import daily_digest
from fieldwork.notices.actions.mark_notices_read import read_all
from fieldwork.notices.actions.save_preferences import save_channels, save_schedule
from fieldwork.notices.daily_digest import mail_digests
from fieldwork.notices.models import Digest, Notice
from fieldwork.notices.notice_reasons import Channel, NoticeReason
from fieldwork.notices.schedule_form import ScheduleInput
from fieldwork.notices.tests.dropped_constraints import without
from fieldwork.orders.actions.delete_message import delete
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from fieldwork.people.actions.set_active import set_active
from fieldwork.rest.errors import Conflict
from tests.concurrent_actors import at_once
from tests.pages.browser_client import Visitor
from tests.running.mail_server import Box, mail_server
from tests.worked_example import Team, released, text

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MORNING = datetime(2026, 3, 10, 7, 30, tzinfo=UTC)
"""When Diego is mailed."""


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    with mail_server() as (url, found):
        for module in (daily_digest, posting):
            monkeypatch.setattr(module, "SMTP_URL", url, raising=False)
        monkeypatch.setattr("fieldwork.mailing.actions.resend.SMTP_URL", url)
        monkeypatch.setattr(posting, "send_message", lambda message: send_message(message, url))
        yield found


@pytest.fixture
def order(team: Team) -> Order:
    """Diego is mailed at 7:30 UTC what is unread for four hours; nothing that was until now waits."""
    save_schedule(ScheduleInput("UTC", None, None, 450, 4), by=team.diego)
    found = released(team)
    Notice.objects.update(mailed_at=MORNING)
    return found


def say(team: Team, order: Order, words: str, at: datetime) -> None:
    """Layla names Diego, at that time."""
    entry = post_message(order.number, text(f"@Diego González {words}"), by=team.layla)
    Notice.objects.filter(seq=entry.seq).update(created_at=at)


def carry() -> None:
    """What waits in the outbox goes to the server."""
    for mail in due_mails(timezone.now()):
        deliver(mail)


def body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part
    return str(part.get_content())


def test_one_mail_tells_what_stayed_unread(team: Team, box: Box, order: Order) -> None:
    say(team, order, "bring the <b>ladder</b>", MORNING - 5 * HOUR)
    say(team, order, "and the drill", MORNING - 4 * HOUR)
    assert mail_digests(MORNING + HOUR) == 1
    carry()
    (mail,) = box.mails
    assert (mail["To"], mail["Subject"]) == (
        "Diego González <diego@nadiya.example>", "What you have not read yet",
    )  # fmt: skip
    assert mail["Auto-Submitted"] == "auto-generated"
    said = body(mail)
    assert said.index("bring the <b>ladder</b>") < said.index("and the drill")
    assert f"{PUBLIC_URL}/orders/1?at=4#e4" in said
    assert "Layla Nassar mentioned you" in said
    html = mail.get_body(("html",))
    assert html
    assert "&lt;b&gt;ladder" in html.get_content()
    assert list(mail.iter_attachments()) == []
    assert Mail.objects.get().status == MailState.SENT


def test_not_before_its_time_nor_what_is_younger_nor_twice(team: Team, box: Box, order: Order) -> None:
    say(team, order, "early", MORNING - 5 * HOUR)
    say(team, order, "young", MORNING - HOUR)
    assert mail_digests(MORNING - timedelta(minutes=1)) == 0
    assert [mail_digests(MORNING + minutes * HOUR) for minutes in (0, 1, 5, 23)] == [1, 0, 0, 0]
    say(team, order, "newer", MORNING + 6 * HOUR)
    assert mail_digests(MORNING + 12 * HOUR) == 0
    assert mail_digests(MORNING + 24 * HOUR) == 1
    carry()
    first, second = (body(mail) for mail in box.mails)
    assert "early" in first
    assert "young" not in first
    assert "young" in second
    assert "newer" in second
    assert "early" not in second


def test_the_time_is_the_persons_own(team: Team, box: Box, order: Order) -> None:
    save_schedule(ScheduleInput("Asia/Kabul", None, None, 450, 4), by=team.diego)
    say(team, order, "old", MORNING - 30 * HOUR)
    say(team, order, "since the morning in Kabul", MORNING - 8 * HOUR)
    assert [mail_digests(MORNING - hours * HOUR) for hours in (5, 4, 3)] == [0, 1, 0]
    carry()
    assert "since the morning" not in body(box.mails[0])
    assert mail_digests(MORNING + 20 * HOUR) == 1


def test_what_was_read_or_is_not_wanted_by_mail_makes_no_mail(team: Team, box: Box, order: Order) -> None:
    say(team, order, "read", MORNING - 5 * HOUR)
    read_all(Notice.objects.latest("pk").pk, by=team.diego)
    save_channels({NoticeReason.MENTIONED: frozenset({Channel.CENTRE, Channel.PUSH})}, by=team.diego)
    say(team, order, "not wanted", MORNING - 5 * HOUR)
    assert mail_digests(MORNING + HOUR) == 0
    assert not Mail.objects.exists()


def read_it(team: Team, _order: Order) -> None:
    read_all(Notice.objects.latest("pk").pk, by=team.diego)


def take_off(team: Team, order: Order) -> None:
    set_field_workers(order.number, [], by=team.layla)


def delete_it(team: Team, order: Order) -> None:
    delete(order.number, 4, by=team.layla)


@pytest.mark.parametrize("change", [read_it, take_off, delete_it])
def test_what_changes_until_it_leaves_is_not_told(team: Team, box: Box, order: Order, change: object) -> None:
    assert callable(change)
    say(team, order, "secret", MORNING - 5 * HOUR)
    assert mail_digests(MORNING + HOUR) == 1
    change(team, order)
    carry()
    assert box.tries == 0
    assert not Mail.objects.exists()
    assert mail_digests(MORNING + 2 * HOUR) == 0


def test_a_server_that_hesitates_gets_it_once_later(team: Team, box: Box, order: Order) -> None:
    box.answers = ["451 4.3.0 Try again later"]
    say(team, order, "patience", MORNING - 5 * HOUR)
    mail_digests(MORNING + HOUR)
    carry()
    assert Mail.objects.get().status == MailState.WAITING
    Mail.objects.update(next_try_at=timezone.now())
    carry()
    carry()
    assert len(box.mails) == 1


def test_many_are_counted(team: Team, box: Box, order: Order) -> None:
    for place in range(23):
        say(team, order, f"number {place}", MORNING - 5 * HOUR)
    mail_digests(MORNING + HOUR)
    carry()
    said = body(box.mails[0])
    assert "number 19" in said
    assert "number 20" not in said
    assert "And 3 more." in said


def test_what_is_old_is_never_told(team: Team, box: Box, order: Order) -> None:
    say(team, order, "ages ago", MORNING - timedelta(days=8))
    assert mail_digests(MORNING + HOUR) == 0
    assert not Notice.objects.filter(mail=True, mailed_at=None).exists()


def test_who_left_is_not_mailed(team: Team, box: Box, order: Order) -> None:
    say(team, order, "still here?", MORNING - 5 * HOUR)
    set_active(team.diego, is_active=False)
    assert mail_digests(MORNING + HOUR) == 0


def test_without_a_mail_server_nothing_is_queued(team: Team, order: Order) -> None:
    say(team, order, "anybody?", MORNING - 5 * HOUR)
    assert mail_digests(MORNING + HOUR) == 0
    assert not Mail.objects.exists()


def test_an_administrator_sees_that_it_was_sent_and_not_what_it_says(team: Team, box: Box, order: Order) -> None:
    say(team, order, "private", MORNING - 5 * HOUR)
    mail_digests(MORNING + HOUR)
    carry()
    mail = Mail.objects.get()
    shown = Visitor(team.noor).get(f"/outgoing/{mail.pk}").content.decode()
    assert "What concerns a person is shown to nobody else." in shown
    assert "private" not in shown
    assert mail.text == ""
    with pytest.raises(Conflict):
        resend(mail, by=team.noor)


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_processes_at_once_make_one_mail(team: Team, box: Box, order: Order) -> None:
    say(team, order, "once", MORNING - 5 * HOUR)
    at_once(lambda: mail_digests(MORNING + HOUR), lambda: mail_digests(MORNING + HOUR))
    at_once(carry, carry)
    assert (len(box.mails), Digest.objects.count()) == (1, 1)


def again() -> int:
    """A process that had looked before the other one wrote."""
    Notice.objects.filter(mail=True).update(mailed_at=None)
    return mail_digests(MORNING + HOUR)


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_the_database_keeps_one_for_a_day_and_a_person(team: Team, box: Box, order: Order) -> None:
    say(team, order, "once", MORNING - 5 * HOUR)
    Notice.objects.filter(created_at__gt=MORNING).update(created_at=MORNING)
    assert [again(), again()] == [1, 0]
    assert Mail.objects.count() == 1


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_control_without_that_rule_there_are_two(team: Team, box: Box, order: Order) -> None:
    say(team, order, "once", MORNING - 5 * HOUR)
    Notice.objects.filter(created_at__gt=MORNING).update(created_at=MORNING)
    with without(Digest, "digest_once"):
        assert [again(), again()] == [1, 1]
        assert Mail.objects.count() == 2
        Notice.objects.update(digest=None)
