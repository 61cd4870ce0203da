"""A database of an older version is opened: what it holds is read as it was written."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from fieldwork.attachments.models import File
from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.jobs.job_worker import Worker
from fieldwork.lists.models import ColumnChoice
from fieldwork.mailing.actions.queue_mails import MailDraft, send_by_hand
from fieldwork.mailing.models import Rule
from fieldwork.notices.models import Notice, NoticePreference, NoticeSchedule, Push, PushSubscription
from fieldwork.notices.notice_reasons import NoticeReason
from fieldwork.orders.actions.client_answer import ClientSignatory, object_to_statement
from fieldwork.orders.actions.edit_message import edit
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.react_to_entry import react
from fieldwork.orders.entry_schemas import serialize_entry
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import ClientAnswer, Confirmation, Entry, Order
from fieldwork.people.models import FailedAttempts, PasswordLink, PasswordRequest, SignInMemory
from fieldwork.rest.api_response import ApiRequest, idempotent_response
from fieldwork.rest.idempotency import idempotent, make_submission
from fieldwork.rest.models import IdempotencyRecord
from fieldwork.sharing.actions.manage_links import make_link
from tests.api_caller import callers
from tests.pages.database_snapshot import database_snapshot
from tests.worked_example import Team, finally_confirmed, made, partially_confirmed, text

BEFORE_OFFICE_NOTES = ("orders", "0007_digits")
BEFORE_PLAIN_WORDS = [
    *(("attachments", "0003_damage"), ("audit", "0002_append_only"), ("documents", "0004_unended")),
    *(("followups", "0002_unended"), ("lists", "0002_saved_views"), ("mailing", "0005_promised")),
    *(("notices", "0003_digest"), ("orders", "0008_office_note"), ("people", "0008_token_ends")),
    *(("rest", "0001_initial"), ("sharing", "0001_initial")),
]
RENAMED = (
    *("Assignment", "AuditEntry", "ClientAnswer", "ClientLink", "ColumnChoice", "Confirmation", "Document"),
    *("DocumentVersion", "Entry", "FailedAttempts", "File", "IdempotencyRecord", "Job", "Mail", "MessageRevision"),
    *("Notice", "NoticePreference", "NoticeSchedule", "NumberSequence", "Order", "PasswordLink", "PasswordRequest"),
    *("PlannedMail", "Push", "PushSubscription", "Reaction", "ReadReceipt", "Release", "SignInMemory"),
)
BEFORE_SUBMISSIONS = ("orders", "0010_last_confirmations")
BEFORE_LAST = ("orders", "0009_plain_words")
EARLY_FIELDS = {"version": 2, "from": "released"}
BEFORE_DIGITS = [("masterdata", "0005_sort_key"), ("orders", "0006_folded")]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]


def migrate_to(*targets: tuple[str, str]) -> None:
    MigrationExecutor(connection).migrate(list(targets))


@pytest.fixture
def newest_again() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("KWD", 3)])
def test_amounts_keep_the_digits_that_they_were_stored_with(
    currency: str, digits: int, team: Team, newest_again: None
) -> None:
    """faults.md E1."""
    order = made(team)
    apps.get_model("masterdata", "Company").objects.update(currency=currency)
    Order.objects.update(currency=currency)
    migrate_to(*BEFORE_DIGITS)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    company = apps.get_model("masterdata", "Company").objects.get()
    assert (company.currency, company.digits) == (currency, digits)
    assert Order.objects.filter(pk=order.pk, digits=digits, currency=currency).exists()


def test_an_early_journal_says_afterwards_which_confirmation_was_the_last(team: Team, newest_again: None) -> None:
    """The first programs wrote neither that nor the client's link; other programs read entries by kind."""
    orders = [partially_confirmed(team), finally_confirmed(team)]
    early = Entry.objects.filter(kind=EntryKind.CONFIRMED)
    expected = [entry.data for entry in early]
    for entry in early:
        Entry.objects.filter(pk=entry.pk).update(data={"confirmation": entry.data["confirmation"], **EARLY_FIELDS})
    migrate_to(BEFORE_LAST)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert [entry.data["last"] for entry in early.all()] == [data["last"] for data in expected]
    assert {True, False} == {data["last"] for data in expected}
    for order in orders:
        assert all(serialize_entry(entry) for entry in order.entries.all())


def test_what_was_sent_to_an_older_program_is_not_recorded_once_more(team: Team, newest_again: None) -> None:
    """The answer was lost while the program was replaced: the page, the API, a client and a mail by hand send again."""
    order = finally_confirmed(team)
    message = post_message(order.number, text("Hello"), by=team.layla)
    by_client = object_to_statement(order.number, 3, [], by=ClientSignatory("Ana"), comment="No")
    draft = MailDraft("ana@acme.example", "", "en", "S", "T")
    mail = send_by_hand(order.versions.get(number=3), [draft], by=team.layla)[0]
    path = f"/api/v1/orders/{order.number}/messages"
    keys, body = [uuid.uuid4() for _each in range(4)], {"text": "Over the API"}
    call = ApiRequest(team.layla, keys[3], "POST", path, body)
    over_api = callers(team).layla.post(path.removeprefix("/api/v1"), body, key=str(keys[3]))
    migrate_to(BEFORE_SUBMISSIONS)
    with connection.cursor() as cursor:
        for key, entry in zip(keys, (message, by_client), strict=False):
            cursor.execute("UPDATE orders_entry SET submission_id = %s WHERE id = %s", [stored_uuid(key), entry.pk])
        cursor.execute("UPDATE mailing_mail SET submission_id = %s WHERE id = %s", [stored_uuid(keys[2]), mail.pk])
    migrate_to(*MigrationExecutor(connection).loader.graph.leaf_nodes())

    def never(*_asked: object) -> Any:
        raise AssertionError

    for key, by, row in zip(keys, (team.layla, None, team.layla), (message, by_client, mail), strict=False):
        assert idempotent(make_submission(key, "however"), never, by=by, model=type(row)) == row
    again = idempotent_response(call, never, never, model=Entry)
    assert again.content == over_api.raw


def stored_uuid(key: uuid.UUID) -> str:
    return key.hex if connection.vendor == "sqlite" else str(key)


def test_confirmations_of_before_have_no_note_to_the_office(team: Team, newest_again: None) -> None:
    """faults.md D4."""
    order = partially_confirmed(team)
    migrate_to(BEFORE_OFFICE_NOTES)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert list(Confirmation.objects.values_list("order", "number", "office_note")) == [(order.pk, 1, "")]


def test_other_names_of_records_and_columns_lose_nothing(team: Team, newest_again: None) -> None:
    """Back to the old names and to today's again, every row is what it was, in all that was renamed."""
    fill_what_was_renamed(team)
    before = database_snapshot(but=())
    assert [name for name in RENAMED if not before[name]] == []
    migrate_to(*BEFORE_PLAIN_WORDS)
    tables = set(connection.introspection.table_names())
    assert {"orders_version", "orders_fieldworker", "followups_tick"} <= tables
    assert not {"orders_documentversion", "orders_assignment", "followups_job"} & tables
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    assert database_snapshot(but=()) == before


def fill_what_was_renamed(team: Team) -> None:
    """An order's whole life with its client, mails and notices; then a row of what sign-in and lists remember."""
    now, later = timezone.now(), timezone.now() + timedelta(days=1)
    Rule.objects.create(name="All", active=True, released=True, closed=True, addresses="ana@acme.example")
    order = finally_confirmed(team)
    said = post_message(order.number, text("@Ogechi Adeola, which cable?"), by=team.diego)
    edit(order.number, said.seq, "Which router?", by=team.diego)
    react(order.number, said.seq, "heart", on=True, by=team.layla)
    mark_read(order, said.seq, by=team.ogechi)
    link = make_link(order, by=team.layla)
    version = order.versions.latest("number")
    ClientAnswer.objects.create(order=order, version=version, accepted=False, name="Ana Rivera", created_at=now)
    Worker().run_due()
    File.objects.create(name="a.pdf", size=1, storage_path="a", uploaded_by=team.diego, uploaded_at=now)
    ColumnChoice.objects.create(person=team.layla, columns=["name"])
    NoticePreference.objects.create(person=team.layla, concern=NoticeReason.CLOSED, centre=True, push=True, mail=False)
    NoticeSchedule.objects.create(person=team.layla, time_zone="Asia/Tokyo", quiet_from=1320, quiet_to=360)
    phone = PushSubscription.objects.create(person=team.ogechi, endpoint="https://push.example/1", created_at=now)
    Push.objects.create(notice=Notice.objects.earliest("pk"), subscription=phone, created_at=now, next_try_at=later)
    IdempotencyRecord.objects.create(person=team.layla, key=uuid.uuid4(), status=200, created_at=now)
    PasswordLink.objects.create(
        person=team.diego, digest=link.digest, created_by=team.layla, created_at=now, expires_at=later
    )
    PasswordRequest.objects.create(email=team.diego.email, requested_at=now)
    SignInMemory.objects.create(key="a", value="{}", expires_at=later)
    FailedAttempts.objects.create(key="b", wrong=2, next_at=now, expires_at=later)
    record(AuditAction.SIGNED_IN, team.layla, by=team.layla)
