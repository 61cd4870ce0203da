"""The kinds of journal entry: one class each, with its payload, how it is shown, and what it sets off.

A new kind is a member of `EntryKind` and a class below, named in `AnyEntry`; a template in `workspace/entries/`;
and a migration for the CHECK on `Entry.kind`.
"""

import logging
from collections.abc import Mapping
from typing import Any, Literal, get_args

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_serializer

from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_payload import (
    DocumentedEntry,
    EntryChange,
    EntryPayload,
    MailedEntry,
    MailTrigger,
    StateChangeEntry,
    shorten,
)
from fieldwork.orders.transitions import State

log = logging.getLogger(__name__)


class EntryKind(models.TextChoices):
    """What an entry tells."""

    CREATED = "created", _("Created")
    RELEASED = "released", _("Released")
    REJECTED = "rejected", _("Rejected")
    FIELD_WORKERS = "field_workers", _("Field workers")
    CONFIRMED = "confirmed", _("Confirmation")
    FAST_CLOSED = "fast_closed", _("Fast close")
    NOT_PERFORMED = "not_performed", _("Not performed")
    MESSAGE = "message", _("Message")
    DOCUMENT = "document", _("Document")
    MAIL = "mail", _("Mail")
    LINK = "link", _("Client link")
    ACCEPTED = "accepted", _("Accepted by the client")
    OBJECTED = "objected", _("Objection of the client")
    EDITED = "edited", _("Message edited")
    DELETED = "deleted", _("Message deleted")
    REACTED = "reacted", _("Reaction")


class CreatedEntry(EntryPayload):
    """The order form was sent for release."""

    icon, sentence, template = "clipboard-list", _("Order form sent for release"), "created"
    has_files = in_history = True
    kind: Literal[EntryKind.CREATED] = EntryKind.CREATED

    def lines_of(self) -> int:
        """The plan."""
        return 0


class ReleasedEntry(StateChangeEntry, MailedEntry):
    """A supervisor approved the order with a signature."""

    icon, sentence, template, text_field = "stamp", _("%(name)s released the order"), "released", "note"
    target, triggers = State.RELEASED, (MailTrigger.RELEASED,)
    kind: Literal[EntryKind.RELEASED] = EntryKind.RELEASED
    note: str


class RejectedEntry(StateChangeEntry):
    """A supervisor said No."""

    icon, sentence, template, text_field = "ban", _("Rejected: %(reason)s"), "closed", "reason"
    target = State.NOT_PERFORMED
    kind: Literal[EntryKind.REJECTED] = EntryKind.REJECTED
    reason: str


class FieldWorkersEntry(EntryPayload):
    """Who carries out the order was changed; `added` and `removed` are names."""

    icon, sentence, template = "user-plus", _("%(name)s changed the field workers"), "field_workers"
    in_history = True
    kind: Literal[EntryKind.FIELD_WORKERS] = EntryKind.FIELD_WORKERS
    added: list[str]
    removed: list[str]


class ConfirmedEntry(StateChangeEntry, MailedEntry):
    """Work was reported as done; `last` closes the order."""

    icon, sentence, template = "clipboard-check", _("Confirmation %(confirmation)s sent"), "confirmed"
    text_field, has_files = "note", True
    kind: Literal[EntryKind.CONFIRMED] = EntryKind.CONFIRMED
    confirmation: int
    last: bool
    note: str
    office_note: str = Field(default="", description="For the people of the order only")

    def lines_of(self) -> int:
        """Its own lines."""
        return self.confirmation

    def to_state(self) -> State:
        """Finally confirmed by the last one."""
        return State.FINALLY_CONFIRMED if self.last else State.PARTIALLY_CONFIRMED

    def mail_triggers(self) -> tuple[MailTrigger, ...]:
        """Each confirmation, and the last one as the end."""
        return (MailTrigger.CONFIRMED, MailTrigger.CLOSED) if self.last else (MailTrigger.CONFIRMED,)


class FastClosedEntry(StateChangeEntry, MailedEntry):
    """The plan was confirmed as it is, and the order closed."""

    icon, sentence, template = "zap", _("%(name)s confirmed the plan and closed the order"), "confirmed"
    target, triggers = State.FINALLY_CONFIRMED, (MailTrigger.CONFIRMED, MailTrigger.CLOSED)
    kind: Literal[EntryKind.FAST_CLOSED] = EntryKind.FAST_CLOSED
    confirmation: int = 1

    def lines_of(self) -> int:
        """The lines copied from the plan."""
        return self.confirmation


class NotPerformedEntry(StateChangeEntry, MailedEntry):
    """A released order was ended without work."""

    icon, sentence, template, text_field = "ban", _("Not performed: %(reason)s"), "closed", "reason"
    target, triggers = State.NOT_PERFORMED, (MailTrigger.NOT_PERFORMED,)
    kind: Literal[EntryKind.NOT_PERFORMED] = EntryKind.NOT_PERFORMED
    reason: str


class MessageEntry(EntryPayload):
    """Words, files or both, as they read now."""

    icon, sentence, template, text_field = "message-square", _("%(name)s: %(text)s"), "message", "text"
    has_files = True
    kind: Literal[EntryKind.MESSAGE] = EntryKind.MESSAGE
    text: str

    def sentence_values(self) -> Mapping[str, object]:
        """Words for a message that is nothing but files."""
        return {"text": shorten(self.text) or gettext("sent a file")}


class DocumentEntry(EntryPayload):
    """The PDF of a version is ready."""

    icon, sentence, template = "file-check", _("%(title)s %(number)s v%(version)s is ready"), "document"
    kind: Literal[EntryKind.DOCUMENT] = EntryKind.DOCUMENT
    version: int
    title: DocumentType

    def sentence_values(self) -> Mapping[str, object]:
        """The title in words."""
        return {"title": self.title.label, "version": self.version}

    @field_serializer("title", when_used="json")
    def title_in_words(self, title: DocumentType) -> str:
        """The API gives the title that is printed; the journal stores its name."""
        return str(title.label)


class MailEntry(EntryPayload):
    """Where a mail stands."""

    icon, sentence, template = "mail", _("Mail to %(to)s"), "mail"
    kind: Literal[EntryKind.MAIL] = EntryKind.MAIL
    mail: int
    status: str = Field(description="waiting, kept, sent, refused")
    to: str = Field(description="An address")
    version: int
    rule: str = Field(description="The rule that called for it")
    words: str = Field(default="", description="What the server said")


class LinkEntry(EntryPayload):
    """A client's link was made, opened or revoked."""

    icon, sentence, template = "link", _("Client link"), "link"
    kind: Literal[EntryKind.LINK] = EntryKind.LINK
    link: int
    event: str = Field(description="made, opened, revoked")
    to: str = Field(description="An address")
    until: str = Field(description="The day it ends")


class ClientEntry(EntryPayload):
    """What a client answered by a link; `client` is the name they gave."""

    text_field, in_history = "comment", True
    client: str
    link: int = Field(default=0, description="The link they came by; 0 where an early journal does not say")
    comment: str


class AcceptedEntry(ClientEntry, DocumentedEntry):
    """The client accepted the statement with a signature; the next version carries both."""

    icon, sentence, template = "handshake", _("%(client)s accepted the statement"), "accepted"
    kind: Literal[EntryKind.ACCEPTED] = EntryKind.ACCEPTED
    accepts: int = Field(description="The version that was signed for")


class Objection(BaseModel):
    """What is not right with one line: its name as it was shown, and the client's words."""

    model_config = ConfigDict(frozen=True)

    line: str
    words: str


class ObjectedEntry(ClientEntry):
    """The client finds something not right."""

    icon, sentence, template = "message-square-warning", _("%(client)s objected"), "objected"
    kind: Literal[EntryKind.OBJECTED] = EntryKind.OBJECTED
    about: int = Field(description="The version it is about")
    objections: list[Objection]


class EditedEntry(EntryChange):
    """Somebody changed the words of their message."""

    icon, sentence, in_history = "pencil", _("%(name)s edited a message"), True
    kind: Literal[EntryKind.EDITED] = EntryKind.EDITED


class DeletedEntry(EntryChange):
    """Somebody deleted their message, words and files."""

    icon, sentence, in_history = "trash-2", _("%(name)s deleted a message"), True
    kind: Literal[EntryKind.DELETED] = EntryKind.DELETED


class ReactedEntry(EntryChange):
    """Somebody put a sign under an entry (`on`), or took it back."""

    icon, sentence = "smile-plus", _("%(name)s reacted to a message")
    kind: Literal[EntryKind.REACTED] = EntryKind.REACTED
    sign: str
    on: bool


AnyEntry = (
    CreatedEntry | ReleasedEntry | RejectedEntry | FieldWorkersEntry | ConfirmedEntry | FastClosedEntry
    | NotPerformedEntry | MessageEntry | DocumentEntry | MailEntry | LinkEntry | AcceptedEntry | ObjectedEntry
    | EditedEntry | DeletedEntry | ReactedEntry
)  # fmt: skip

ENTRY_TYPES: dict[EntryKind, type[EntryPayload]] = {
    EntryKind(each.model_fields["kind"].default): each for each in get_args(AnyEntry)
}


def kinds_of(base: type[EntryPayload]) -> frozenset[EntryKind]:
    """The kinds whose class is a `base`."""
    return frozenset(kind for kind, each in ENTRY_TYPES.items() if issubclass(each, base))


CHANGES = kinds_of(EntryChange)
WITH_DOCUMENT = kinds_of(DocumentedEntry)
MAILED = kinds_of(MailedEntry)


def one_line(kind: str, text: str, data: Mapping[str, Any], *, author: str, order: int, deleted: bool) -> str:
    """A stored entry in one line, as lists show it; of a damaged one its kind, so that the list is still shown."""
    try:
        payload = DeletedEntry() if deleted else parse_payload(kind, text, data)
    except ValidationError:
        log.exception("An entry of order %s, %s, cannot be read", order, kind)
        return str(EntryKind(kind).label)
    return payload.one_line(author=author, order=order)


def split_payload(payload: EntryPayload) -> tuple[str, dict[str, Any]]:
    """The payload as an entry stores it: its text, and the other fields as `parse_payload` reads them again."""
    fields = payload.model_dump(by_alias=True, exclude={"kind"})
    return fields.pop(payload.text_field, ""), fields


def parse_payload(kind: str, text: str, data: Mapping[str, Any]) -> EntryPayload:
    """The payload of a stored entry. Raises pydantic's ValidationError where the journal was damaged."""
    found = ENTRY_TYPES[EntryKind(kind)]
    return found.model_validate({**data, found.text_field: text} if found.text_field else data)
