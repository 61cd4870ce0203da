"""Each kind of entry: what it holds is stored and read again as it was, and every place that shows it can."""

import pytest
from django.template.loader import get_template
from django.utils.translation import override

from fieldwork.orders.actions.announce_document import announce_document
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_payload import EntryChange, EntryPayload, MailedEntry, StateChangeEntry
from fieldwork.orders.entry_schemas import SCHEMAS, serialize_entry
from fieldwork.orders.entry_types import (
    CHANGES,
    ENTRY_TYPES,
    MAILED,
    WITH_DOCUMENT,
    AcceptedEntry,
    ConfirmedEntry,
    CreatedEntry,
    DeletedEntry,
    DocumentEntry,
    EditedEntry,
    EntryKind,
    FastClosedEntry,
    FieldWorkersEntry,
    LinkEntry,
    MailEntry,
    MessageEntry,
    NotPerformedEntry,
    ObjectedEntry,
    Objection,
    ReactedEntry,
    RejectedEntry,
    ReleasedEntry,
    parse_payload,
    split_payload,
)
from fieldwork.orders.grouped_list import grouped_orders
from fieldwork.orders.models import DocumentVersion, Entry
from fieldwork.orders.transitions import State
from tests.worked_example import Team, made, released

EXAMPLES: list[tuple[EntryPayload, str]] = [
    (CreatedEntry(), "Order form sent for release"),
    (ReleasedEntry(version=1, from_state=State.CREATED, note="Go"), "Ogechi released the order"),
    (RejectedEntry(from_state=State.CREATED, reason="Too\ndear"), "Rejected: Too dear"),
    (FieldWorkersEntry(added=["Diego"], removed=[]), "Ogechi changed the field workers"),
    (
        ConfirmedEntry(
            confirmation=2, version=3, from_state=State.RELEASED, last=True, note="Done", office_note="Ask",
            excluded_recipients=["ana@example.com"],
        ),
        "Confirmation 2 sent",
    ),
    (FastClosedEntry(version=2, from_state=State.RELEASED), "Ogechi confirmed the plan and closed the order"),
    (NotPerformedEntry(version=2, from_state=State.RELEASED, reason="Moved"), "Not performed: Moved"),
    (MessageEntry(text=""), "Ogechi: sent a file"),
    (DocumentEntry(version=1, title=DocumentType.SERVICE_ORDER), "Service order 4 v1 is ready"),
    (MailEntry(mail=1, status="sent", to="ana@example.com", version=1, rule=""), "Mail to ana@example.com"),
    (LinkEntry(link=1, event="made", to="Ana", until="2026-07-01"), "Client link"),
    (AcceptedEntry(client="Ana", accepts=2, version=3, comment="Fine"), "Ana accepted the statement"),
    (
        ObjectedEntry(client="Ana", about=2, objections=[Objection(line="Cable", words="One")], comment=""),
        "Ana objected",
    ),
    (EditedEntry(), "Ogechi edited a message"),
    (DeletedEntry(), "Ogechi deleted a message"),
    (ReactedEntry(sign="thumbs-up", on=False), "Ogechi reacted to a message"),
]  # fmt: skip


def test_there_is_an_example_of_each_kind() -> None:
    assert [payload.kind for payload, _line in EXAMPLES] == list(EntryKind) == list(ENTRY_TYPES) == list(SCHEMAS)


@pytest.mark.parametrize(("payload", "line"), EXAMPLES, ids=lambda value: getattr(value, "kind", ""))
def test_what_is_stored_is_read_again_as_it_was(payload: EntryPayload, line: str) -> None:
    text, data = split_payload(payload)
    assert parse_payload(payload.kind, text, data) == payload
    assert payload.text_field not in data
    assert "kind" not in data
    assert payload.one_line(author="Ogechi Adeola", order=4) == line


@pytest.mark.parametrize(("payload", "line"), EXAMPLES, ids=lambda value: getattr(value, "kind", ""))
def test_every_language_has_the_same_placeholders(payload: EntryPayload, line: str) -> None:
    with override("es"):
        assert payload.one_line(author="Ogechi Adeola", order=4) != line or payload.kind == EntryKind.MESSAGE


@pytest.mark.parametrize(("payload", "line"), EXAMPLES, ids=lambda value: getattr(value, "kind", ""))
def test_the_api_answers_all_of_it(payload: EntryPayload, line: str, team: Team) -> None:
    text, data = split_payload(payload)
    about = 1 if isinstance(payload, EntryChange) else None
    order = made(team)
    entry = Entry(
        order=order, seq=2, news_count=1, kind=payload.kind, author=team.ogechi, created_at=order.created_at,
        text=text, data=data, about=about,
    )  # fmt: skip
    entry.save()
    answer = serialize_entry(entry).model_dump(mode="json", by_alias=True)
    assert payload.model_dump(mode="json", by_alias=True).items() <= answer.items()
    assert (answer["seq"], answer["by"], answer.get("changes")) == (2, team.ogechi.email, about)


def test_a_kind_with_a_place_in_the_timeline_has_its_template() -> None:
    for payload in ENTRY_TYPES.values():
        assert bool(payload.template) != issubclass(payload, EntryChange)
        if payload.template:
            get_template(f"workspace/entries/{payload.template}.html")


def test_what_follows_from_an_entry_is_said_by_its_class() -> None:
    by_kind = {EntryKind(payload.kind): payload for payload, _line in EXAMPLES}
    targets = {kind: payload.to_state() for kind, payload in by_kind.items() if isinstance(payload, StateChangeEntry)}
    assert targets == {
        EntryKind.RELEASED: State.RELEASED,
        EntryKind.REJECTED: State.NOT_PERFORMED,
        EntryKind.CONFIRMED: State.FINALLY_CONFIRMED,
        EntryKind.FAST_CLOSED: State.FINALLY_CONFIRMED,
        EntryKind.NOT_PERFORMED: State.NOT_PERFORMED,
    }
    assert {EntryKind.EDITED, EntryKind.DELETED, EntryKind.REACTED} == CHANGES
    assert MAILED | {EntryKind.ACCEPTED} == WITH_DOCUMENT
    mailed = {kind for kind, payload in by_kind.items() if isinstance(payload, MailedEntry) and payload.mail_triggers()}
    assert mailed == MAILED


def test_an_entry_that_cannot_be_read_leaves_the_list_whole(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    damaged, sound = released(team), made(team)
    announce_document(DocumentVersion.objects.get(order=damaged))
    Entry.objects.filter(order=damaged).update(data={})
    lines = {item.number: item.line for group in grouped_orders(team.layla) for item in group.items}
    assert lines == {damaged.number: "Document", sound.number: "Order form sent for release"}
    assert f"An entry of order {damaged.number}, document, cannot be read" in caplog.text
