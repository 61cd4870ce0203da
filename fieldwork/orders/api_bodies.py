"""The shapes of what order calls are asked and given, for the OpenAPI document.

Bodies are read by forms.py: all faults come at once.
"""

from typing import Annotated, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from fieldwork.attachments.actions.keep import MOST as MOST_FILES
from fieldwork.masterdata.forms.fields import LONGEST_ADDRESS
from fieldwork.masterdata.models import ProductKind
from fieldwork.orders import forms
from fieldwork.orders.api_shapes import OF_THE_OFFICE, READ_BY_CLIENT
from fieldwork.orders.states import State
from fieldwork.rest.describing import Json
from fieldwork.rest.paging import Numbered, Searched
from fieldwork.rest.wanted import (
    VISIBLE,
    CodeWanted,
    FileId,
    HoursWanted,
    MomentWanted,
    NumberCursor,
    QuantityWanted,
    Whole,
    some,
)
from fieldwork.signatures.drawing import MAX_MS, MAX_POINTS, MAX_SIDE, MAX_STROKES, MAX_TYPED, OUTSIDE, TYPED_PATTERN

PRINTED = "Something that shows, in letters that a font of this installation has"
Files = Annotated[list[FileId], Field(max_length=MOST_FILES, description="Ids from POST /files")] | None
LAST: Json = {"required": ["last"], "properties": {"last": {"enum": [True, "yes"]}}}
SAID: Json = {"required": ["text"], "properties": {"text": {"type": "string", "pattern": VISIBLE}}}
Across = Annotated[float, Field(ge=-OUTSIDE * MAX_SIDE, le=(1 + OUTSIDE) * MAX_SIDE)]
Milliseconds = Annotated[float, Field(ge=0, le=MAX_MS)]


class OrdersAsked(Numbered, Searched):
    """What the list of orders may be asked."""

    state: str = Field("", max_length=20, json_schema_extra={"enum": ["", *State.values]})
    client: str = Field("", max_length=50, description="Code of a client")


class TimelineAsked(Numbered):
    """What a timeline may be asked."""

    after: NumberCursor = Field("", max_length=20, description="The last `seq` that is known")


class ProductWanted(Schema):
    """A row of products, priced from master data."""

    kind: ProductKind
    item: CodeWanted
    quantity: QuantityWanted


class WorkWanted(Schema):
    """A row of staff, priced from master data."""

    worker: CodeWanted
    hours: HoursWanted


Products = Annotated[list[ProductWanted], Field(max_length=forms.MOST_ROWS)] | None
Staff = Annotated[list[WorkWanted], Field(max_length=forms.MOST_ROWS)] | None


class OrderWanted(Schema):
    """The create form."""

    order_type: CodeWanted
    client: CodeWanted
    name: str = Field(min_length=1, max_length=forms.LONGEST_NAME, pattern=VISIBLE, description=PRINTED)
    description: str = Field(min_length=1, max_length=forms.LONGEST_DESCRIPTION, pattern=VISIBLE, description=PRINTED)
    work_start: MomentWanted
    work_completion: MomentWanted = Field(description="After work_start", examples=["2026-06-03T12:00:00+02:00"])
    products: Products = []
    staff: Staff = []
    files: Files = []


class Drawing(Schema):
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


class TypedName(Schema):
    """A name typed by who cannot draw."""

    model_config = ConfigDict(extra="forbid")

    typed: str = Field(min_length=1, max_length=MAX_TYPED, pattern=TYPED_PATTERN, description=PRINTED)


class ReleaseWanted(Schema):
    """The supervisor's Yes."""

    signature: Drawing | TypedName


class ReasonWanted(Schema):
    """A No, or why nothing was done."""

    reason: str = Field(min_length=1, max_length=forms.LONGEST_REASON, pattern=VISIBLE, description=PRINTED)


class FieldWorkersWanted(Schema):
    """Exactly these people carry out the order."""

    users: list[Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS)]] = Field(
        max_length=forms.MOST_FIELD_WORKERS, description="E-mail addresses of active field workers"
    )


class ConfirmationWanted(Schema):
    """The confirmation form; prices from master data as they are now. Only a last one may be without lines."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [some("products"), some("staff"), LAST]})

    products: Products = []
    staff: Staff = []
    last: bool | Literal["yes", "no"] = Field(description="Whether this closes the order")
    note: str | None = Field("", max_length=forms.LONGEST_NOTE, description=READ_BY_CLIENT)
    office_note: str | None = Field("", max_length=forms.LONGEST_NOTE, description=OF_THE_OFFICE)
    files: Files = []


class Nothing(Schema):
    """An empty object."""


class MessageWanted(Schema):
    """Text, files, or both."""

    model_config = ConfigDict(json_schema_extra={"anyOf": [SAID, some("files")]})

    text: str | None = Field("", max_length=forms.LONGEST_MESSAGE)
    files: Files = []
    answers: Whole = Field(None, description="The `seq` of the entry that this replies to")


BODIES = (
    OrderWanted,
    ReleaseWanted,
    ReasonWanted,
    FieldWorkersWanted,
    ConfirmationWanted,
    Nothing,
    MessageWanted,
)
