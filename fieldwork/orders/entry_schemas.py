"""The shapes of journal entries, for the OpenAPI document."""

from pydantic import Field

from fieldwork.attachments.api import FileOut
from fieldwork.orders.entry_kinds import EntryKind
from fieldwork.orders.response_schemas import StrictSchema, Timestamp
from fieldwork.orders.transitions import State


class ObjectionOut(StrictSchema):
    """What the client finds not right with one line."""

    line: str
    words: str


class EntryOut(StrictSchema):
    """One journal entry: always `seq`, `kind`, `by`, `at`, and of the rest what its kind needs."""

    seq: int
    kind: EntryKind
    by: str | None
    at: Timestamp
    text: str = Field("", description="message: as it reads now")
    answers: int = Field(0, description="message: the entry it replies to")
    edited_at: Timestamp | None = Field(None, description="message: when its words were changed last")
    deleted_at: Timestamp | None = Field(None, description="message: when its author deleted it, words and files")
    changes: int = Field(0, description="edited, deleted, reacted: the entry that looks different since")
    sign: str = Field("", description="reacted")
    on: bool = Field(False, description="reacted: put there, or taken back")
    note: str = Field("", description="released, confirmed")
    office_note: str = Field("", description="confirmed: for the people of the order only")
    reason: str = Field("", description="rejected, not_performed")
    files: list[FileOut] = Field([], description="created, confirmed, message")
    from_state: State = Field(State.CREATED, alias="from", description="The state before, where it moved")
    version: int = Field(0, description="The document it called for, or that is ready")
    confirmation: int = Field(0, description="confirmed, fast_closed")
    added: list[str] = Field([], description="field_workers: names")
    removed: list[str] = Field([], description="field_workers: names")
    title: str = Field("", description="document")
    last: bool = Field(False, description="confirmed: whether it closed the order")
    left_out: list[str] = Field([], description="Addresses that no rule mails this once")
    mail: int = Field(0, description="mail")
    status: str = Field("", description="mail: waiting, kept, sent, refused")
    to: str = Field("", description="mail, link: an address")
    rule: str = Field("", description="mail: the rule that called for it")
    words: str = Field("", description="mail: what the server said")
    link: int = Field(0, description="link")
    event: str = Field("", description="link: made, opened, revoked")
    until: str = Field("", description="link: the day it ends")
    client: str = Field("", description="accepted, objected: who says so")
    accepts: int = Field(0, description="accepted: the version that was signed for")
    about: int = Field(0, description="objected: the version it is about")
    objections: list[ObjectionOut] = Field([], description="objected: what is not right, line by line")
    comment: str = Field("", description="accepted, objected")


class TimelinePage(StrictSchema):
    """Some of the journal, oldest first; `next` is the last `seq` shown, null at the end."""

    items: list[EntryOut]
    next: int | None
