"""Journal entries as the API answers them: one schema for each kind, told apart by `kind`."""

from typing import TYPE_CHECKING, Annotated, Any, Union

from pydantic import Field, create_model

from fieldwork.attachments.serializers import FileOut, serialize_file
from fieldwork.orders.entry_payload import EntryChange, EntryPayload
from fieldwork.orders.entry_types import ENTRY_TYPES, EntryKind, MessageEntry
from fieldwork.orders.models import Entry
from fieldwork.rest.response_model import ResponseModel, Timestamp


class EntryOut(ResponseModel):
    """What every entry has. `by` is an address; null for the program itself and for a client."""

    seq: int
    by: str | None
    at: Timestamp


class WithFilesOut(EntryOut):
    """An entry that files may come with."""

    files: list[FileOut]


class MessageOut(WithFilesOut):
    """A message as it reads now; deleted, it has neither words nor files."""

    answers: int | None = Field(description="The entry it replies to")
    edited_at: Timestamp | None = Field(description="When its words were changed last")
    deleted_at: Timestamp | None = Field(description="When its author deleted it, words and files")


class ChangeOut(EntryOut):
    """An entry that changes how an earlier one looks."""

    changes: int = Field(description="The entry that looks different since")


def _common_fields(payload: type[EntryPayload]) -> type[EntryOut]:
    if issubclass(payload, MessageEntry):
        return MessageOut
    if issubclass(payload, EntryChange):
        return ChangeOut
    return WithFilesOut if payload.has_files else EntryOut


def _schema_of(payload: type[EntryPayload]) -> type[EntryOut]:
    """The payload's fields and those that every entry of its kind has."""
    bases: tuple[type[Any], ...] = (_common_fields(payload), payload)
    schema: type[EntryOut] = create_model(payload.__name__, __base__=bases, __doc__=payload.__doc__)
    return schema


SCHEMAS = {kind: _schema_of(payload) for kind, payload in ENTRY_TYPES.items()}

if TYPE_CHECKING:
    AnyEntryOut = EntryOut
else:
    AnyEntryOut = Annotated[Union[tuple(SCHEMAS.values())], Field(discriminator="kind")]  # noqa: UP007


class TimelinePage(ResponseModel):
    """Some of the journal, oldest first; `next` is the last `seq` shown, null at the end."""

    items: list[AnyEntryOut]
    next: int | None


def serialize_entry(entry: Entry) -> EntryOut:
    """The entry with the fields of its kind; `author` and `files__file` should be fetched with it."""
    payload = entry.payload
    fields = {
        **dict(payload),
        "seq": entry.seq,
        "by": entry.author.email if entry.author else None,
        "at": entry.created_at,
    }
    if payload.has_files:
        # Whose words were deleted, their files were, too.
        files = [] if entry.deleted_at else entry.files.all()
        fields["files"] = [serialize_file(attached.file) for attached in files]
    if isinstance(payload, MessageEntry):
        fields |= {"answers": entry.about, "edited_at": entry.edited_at, "deleted_at": entry.deleted_at}
    if isinstance(payload, EntryChange):
        fields["changes"] = entry.about
    return SCHEMAS[EntryKind(payload.kind)].model_validate(fields)
