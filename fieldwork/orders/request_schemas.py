"""The shapes of what order calls are asked and given, for the OpenAPI document.

Bodies are read by forms.py: all errors come at once.
"""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from fieldwork.attachments.actions.store_upload import MAX_FILES as MOST_FILES
from fieldwork.masterdata.forms.fields import MAX_ADDRESS
from fieldwork.masterdata.models import ProductKind
from fieldwork.orders import forms
from fieldwork.orders.response_schemas import OFFICE_ONLY, READ_BY_CLIENT
from fieldwork.orders.transitions import State
from fieldwork.rest.input_types import (
    VISIBLE,
    CodeIn,
    DateTimeIn,
    FileId,
    HoursIn,
    NumberCursor,
    QuantityIn,
    WholeNumber,
    non_empty,
)
from fieldwork.rest.openapi import Json
from fieldwork.rest.pagination import NumberPageQuery, SearchQuery
from fieldwork.signatures.signature import MAX_MS, MAX_POINTS, MAX_SIDE, MAX_STROKES, MAX_TYPED, OUTSIDE, TYPED_PATTERN

PRINTED_ON_DOCUMENTS = "Something that shows, in letters that a font of this installation has"
Files = Annotated[list[FileId], Field(max_length=MOST_FILES, description="Ids from POST /files")] | None
LAST_SCHEMA: Json = {"required": ["last"], "properties": {"last": {"enum": [True, "yes"]}}}
TEXT_SCHEMA: Json = {"required": ["text"], "properties": {"text": {"type": "string", "pattern": VISIBLE}}}
Across = Annotated[float, Field(ge=-OUTSIDE * MAX_SIDE, le=(1 + OUTSIDE) * MAX_SIDE)]
Milliseconds = Annotated[float, Field(ge=0, le=MAX_MS)]


class OrderQuery(NumberPageQuery, SearchQuery):
    """What the list of orders may be asked."""

    state: str = Field("", max_length=20, json_schema_extra={"enum": ["", *State.values]})
    client: str = Field("", max_length=50, description="Code of a client")


class TimelineQuery(NumberPageQuery):
    """What a timeline may be asked."""

    after: NumberCursor = Field("", max_length=20, description="The last `seq` that is known")


class ProductLineIn(Schema):
    """A row of products, priced from master data."""

    kind: ProductKind
    item: CodeIn
    quantity: QuantityIn


class LabourLineIn(Schema):
    """A row of staff, priced from master data."""

    worker: CodeIn
    hours: HoursIn


Products = Annotated[list[ProductLineIn], Field(max_length=forms.MAX_ROWS)] | None
Staff = Annotated[list[LabourLineIn], Field(max_length=forms.MAX_ROWS)] | None


class OrderIn(Schema):
    """The create form."""

    order_type: CodeIn
    client: CodeIn
    name: str = Field(min_length=1, max_length=forms.MAX_NAME, pattern=VISIBLE, description=PRINTED_ON_DOCUMENTS)
    description: str = Field(
        min_length=1, max_length=forms.MAX_DESCRIPTION, pattern=VISIBLE, description=PRINTED_ON_DOCUMENTS
    )
    work_start: DateTimeIn
    work_completion: DateTimeIn = Field(description="After work_start", examples=["2026-06-03T12:00:00+02:00"])
    products: Products = []
    staff: Staff = []
    files: Files = []


class DrawnSignatureIn(Schema):
    """A drawn signature: points in a box of `width` × `height` pixels, never an image; ink of 20 pixels at least."""

    model_config = ConfigDict(extra="forbid")

    width: float = Field(ge=1, le=MAX_SIDE)
    height: float = Field(ge=1, le=MAX_SIDE)
    strokes: list[list[tuple[Across, Across, Milliseconds]]] = Field(
        min_length=1,
        max_length=MAX_STROKES,
        json_schema_extra={"contains": {"minItems": 1}},
        description=f"Each point is x, y, milliseconds; {MAX_POINTS} at most, none far outside the box",
    )


class TypedSignatureIn(Schema):
    """A name typed by who cannot draw."""

    model_config = ConfigDict(extra="forbid")

    typed: str = Field(min_length=1, max_length=MAX_TYPED, pattern=TYPED_PATTERN, description=PRINTED_ON_DOCUMENTS)


class ReleaseIn(Schema):
    """The supervisor's Yes."""

    signature: DrawnSignatureIn | TypedSignatureIn


class ReasonIn(Schema):
    """A No, or why nothing was done."""

    reason: str = Field(min_length=1, max_length=forms.MAX_REASON, pattern=VISIBLE, description=PRINTED_ON_DOCUMENTS)


class FieldWorkersIn(Schema):
    """Exactly these people carry out the order."""

    users: list[Annotated[str, Field(min_length=1, max_length=MAX_ADDRESS)]] = Field(
        max_length=forms.MAX_FIELD_WORKERS, description="E-mail addresses of active field workers"
    )


class ConfirmationIn(Schema):
    """The confirmation form; prices from master data as they are now. Only a last one may be without lines."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [non_empty("products"), non_empty("staff"), LAST_SCHEMA]})

    products: Products = []
    staff: Staff = []
    last: bool | Literal["yes", "no"] = Field(description="Whether this closes the order")
    note: str | None = Field("", max_length=forms.MAX_NOTE, description=READ_BY_CLIENT)
    office_note: str | None = Field("", max_length=forms.MAX_NOTE, description=OFFICE_ONLY)
    files: Files = []


class Empty(Schema):
    """An empty object."""


class MessageIn(Schema):
    """Text, files, or both."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [TEXT_SCHEMA, non_empty("files")]})

    text: str | None = Field("", max_length=forms.MAX_MESSAGE)
    files: Files = []
    answers: WholeNumber = Field(None, description="The `seq` of the entry that this replies to")


REQUEST_SCHEMAS = (
    OrderIn,
    ReleaseIn,
    ReasonIn,
    FieldWorkersIn,
    ConfirmationIn,
    Empty,
    MessageIn,
)
