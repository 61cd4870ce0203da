"""What people and programs ask of orders: one command for each action, read alike from a page, the API and an outbox.

Codes of master data are looked up while a command is read, so that a wrong code stands among all other errors.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, ConfigDict, Field, PlainValidator, ValidationInfo

from fieldwork.attachments.actions.store_upload import MAX_FILES
from fieldwork.masterdata.active_rows import active_client, active_order_type
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.line_input import PRODUCT, STAFF, CommandWithLines, LineContext
from fieldwork.orders.reactions import REACTIONS
from fieldwork.orders.response_schemas import OFFICE_ONLY, READ_BY_CLIENT
from fieldwork.rest.command import Command, input_error
from fieldwork.rest.field_types import (
    MAX_LISTED_TEXT,
    Moment,
    OptionalNumber,
    UploadId,
    YesNo,
    choice,
    is_begun,
    listed_text,
    optional_text,
    or_null,
    read_text,
    rows_up_to,
    text,
)
from fieldwork.rest.input_types import VISIBLE, non_empty
from fieldwork.rest.text_rules import clean_text
from fieldwork.signatures.signature_field import Signature

MAX_FIELD_WORKERS = 100
MAX_TYPED = 200
"""Characters read of what should be a code: more than a code has, so that a longer one is none."""

MAX_NAME = 120
MAX_DESCRIPTION = 10_000
MAX_NOTE = 4_000
MAX_REASON = 2_000
MAX_MESSAGE = 20_000
NO_ORDER_TYPE = gettext_lazy("Choose an order type from the list")
NO_CLIENT = gettext_lazy("Choose a client from the list")
LAST_SCHEMA: dict[str, Any] = {"required": ["last"], "properties": {"last": {"enum": [True, "yes"]}}}
TEXT_SCHEMA: dict[str, Any] = {"required": ["text"], "properties": {"text": {"type": "string", "pattern": VISIBLE}}}


Files = Annotated[
    list[UploadId],
    rows_up_to(MAX_FILES),
    Field(max_length=MAX_FILES, description="Ids from POST /files", json_schema_extra=or_null),
]


def _check_after_start(completion: datetime, info: ValidationInfo[LineContext]) -> datetime:
    start = info.data.get("work_start")
    if start and completion <= start:
        raise input_error(_("Completion must be after the start"))
    return completion


class CreateOrder(CommandWithLines):
    """The create form. Times in UTC."""

    order_type: OrderType
    client: Client
    name: Annotated[str, text(MAX_NAME, printed=True)]
    description: Annotated[str, text(MAX_DESCRIPTION, printed=True)]
    work_start: Moment
    work_completion: Annotated[
        Moment,
        AfterValidator(_check_after_start),
        Field(description="After work_start", examples=["2026-06-03T12:00:00+02:00"]),
    ]
    files: Files = []

    _find_order_type = choice("order_type", lambda code, _info: active_order_type(code), NO_ORDER_TYPE)
    _find_client = choice("client", lambda code, _info: active_client(code), NO_CLIENT)


class ConfirmOrder(CommandWithLines):
    """The confirmation form; prices from master data as they are now. Only a last one may be without lines.

    The client reads `note`; `office_note` stays with the people of the order.
    """

    model_config = ConfigDict(json_schema_extra={"anyOf": [non_empty("products"), non_empty("staff"), LAST_SCHEMA]})

    last: Annotated[YesNo, Field(description="Whether this closes the order")]
    note: Annotated[str, optional_text(MAX_NOTE, printed=True, description=READ_BY_CLIENT)] = ""
    office_note: Annotated[str, optional_text(MAX_NOTE, description=OFFICE_ONLY)] = ""
    files: Files = []

    @classmethod
    def errors_between_fields(cls, data: Mapping[str, object], /) -> dict[str, str]:
        """The action's own rule, told here together with the other errors of the form."""
        if data.get("last") in (True, "yes") or _begun(data, "products", PRODUCT) or _begun(data, "staff", STAFF):
            return {}
        return {"lines": _("Add at least one product or worker")}


def _begun(data: Mapping[str, object], rows: str, typed: tuple[str, ...]) -> bool:
    listed = data.get(rows)
    return isinstance(listed, list) and any(is_begun(row, typed) for row in listed)


class PostMessage(Command):
    """Text, files, or both; `answers` is the seq of the entry that it replies to."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [TEXT_SCHEMA, non_empty("files")]})

    text: Annotated[str, optional_text(MAX_MESSAGE)] = ""
    files: Files = []
    answers: Annotated[OptionalNumber, Field(description="The `seq` of the entry that this replies to")] = None

    @classmethod
    def errors_between_fields(cls, data: Mapping[str, object], /) -> dict[str, str]:
        """An empty message is none."""
        typed = data.get("text")
        if data.get("files") or not (typed is None or (isinstance(typed, str) and not clean_text(typed, max_length=1))):
            return {}
        return {"text": _("Write something or add a file")}


class EditMessage(Command):
    """What a message is to say from now on; "" leaves only its files."""

    text: Annotated[str, optional_text(MAX_MESSAGE)] = ""


def _read_sign(value: object) -> str:
    if not isinstance(value, str) or value not in REACTIONS:
        raise input_error(_("Choose one of the signs") if value else _("This is required"))
    return value


class React(Command):
    """A sign under an entry, put there or taken back."""

    sign: Annotated[str, PlainValidator(_read_sign, json_schema_input_type=str)]
    on: YesNo


class AnswerQuestion(Command):
    """Yes or No, before anything else of a form is read."""

    decision: YesNo


class ReleaseOrder(Command):
    """The supervisor's Yes. `displayed_digest` is that of what was shown while signing: if it is another now, 409."""

    signature: Signature
    note: Annotated[str, optional_text(MAX_NOTE)] = ""
    displayed_digest: Annotated[
        str, optional_text(64, description="Of the snapshot that was shown; empty: not asked")
    ] = ""


class Empty(Command):
    """An empty object."""


class GiveReason(Command):
    """A No, or why nothing was done."""

    reason: Annotated[str, text(MAX_REASON, printed=True)]


KnownWorkers = Annotated[str, Field(max_length=MAX_FIELD_WORKERS * 255)] | None


def _read_known(value: object) -> list[str] | None:
    return None if value is None else read_text(value, max_length=MAX_FIELD_WORKERS * 255).split()


class SetFieldWorkers(Command):
    """Exactly these people carry out the order. `known_workers` did when it was chosen: if others do now, 409."""

    users: Annotated[
        list[Annotated[str, listed_text(MAX_LISTED_TEXT)]],
        rows_up_to(MAX_FIELD_WORKERS, required=True),
        Field(max_length=MAX_FIELD_WORKERS, description="E-mail addresses of active field workers"),
    ]
    known_workers: Annotated[
        list[str] | None,
        PlainValidator(_read_known, json_schema_input_type=KnownWorkers),
        Field(description="E-mail addresses with blanks between; null: not asked"),
    ] = None


COMMANDS = (CreateOrder, ReleaseOrder, GiveReason, SetFieldWorkers, ConfirmOrder, Empty, PostMessage)
"""Those that the API takes."""
