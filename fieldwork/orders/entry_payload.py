"""What every entry of the journal has in common: its payload, how it is shown, and what it sets off."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field

from fieldwork.orders.transitions import State

MAX_SHOWN = 160
"""Characters of a text in the one line that lists show."""


class MailTrigger(models.TextChoices):
    """When a document is made that may be mailed."""

    RELEASED = "released", _("Released")
    CONFIRMED = "confirmed", _("Each confirmation")
    CLOSED = "closed", _("Closed")
    NOT_PERFORMED = "not_performed", _("Not performed")


class EntryPayload(BaseModel):
    """What an entry of one kind holds, how it is shown, and what it sets off.

    Stored in `Entry.data`, but for the field named by `text_field`: that is `Entry.text`. Lists show `sentence`,
    the timeline `workspace/entries/<template>.html`; the history of changes has the kinds that are `in_history`.
    """

    # Fields that an older program stored beside these are not read.
    model_config = ConfigDict(frozen=True, populate_by_name=True, json_schema_serialization_defaults_required=True)

    icon: ClassVar[str]
    sentence: ClassVar[Promise]
    template: ClassVar[str]
    text_field: ClassVar[str] = ""
    has_files: ClassVar[bool] = False
    in_history: ClassVar[bool] = False

    kind: str

    def lines_of(self) -> int | None:
        """The number of the confirmation whose lines its card shows; 0 is the plan, None no lines."""
        return None

    def sentence_values(self) -> Mapping[str, object]:
        """The placeholders of `sentence`, beside `name` and `number`."""
        return {name: shorten(value) if isinstance(value, str) else value for name, value in self}

    def one_line(self, *, author: str, order: int) -> str:
        """The entry in one line, as lists show it; `author` is a whole name, "" for the program itself."""
        first_name = author.split(" ", maxsplit=1)[0]
        return str(self.sentence) % {**self.sentence_values(), "name": first_name, "number": order}


class StateChangeEntry(EntryPayload):
    """An entry of an action that may move the order on."""

    in_history = True
    target: ClassVar[State]

    from_state: State = Field(validation_alias="from", serialization_alias="from", description="The state before")

    def to_state(self) -> State:
        """The state after."""
        return self.target


class DocumentedEntry(EntryPayload):
    """An entry with which a version was frozen: its PDF is made next."""

    version: int = Field(description="The document that it called for")


class MailedEntry(DocumentedEntry):
    """An entry whose document is mailed by rule."""

    triggers: ClassVar[tuple[MailTrigger, ...]]

    excluded_recipients: list[str] = Field(
        default=[],
        validation_alias="left_out",
        serialization_alias="left_out",
        description="Addresses that no rule mails this once",
    )

    def mail_triggers(self) -> tuple[MailTrigger, ...]:
        """The moments that every entry of the kind stands for."""
        return self.triggers


class EntryChange(EntryPayload):
    """An entry that changes how the one named by `Entry.about` looks: no place of its own, and no news."""

    template = ""


def shorten(text: str) -> str:
    """A text as it fits into one line."""
    return text.replace("\n", " ")[:MAX_SHOWN]
