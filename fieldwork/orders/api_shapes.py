"""The shapes of the order calls, for the OpenAPI document. Bodies are read by forms.py: all faults come at once."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field

from fieldwork.attachments.actions.keep import MOST as MOST_FILES
from fieldwork.masterdata.models import ProductKind
from fieldwork.orders import forms
from fieldwork.orders.states import State
from fieldwork.rest.paging import Paged, Searched
from fieldwork.signatures.drawing import MAX_SIDE, MAX_STROKES, MAX_TYPED

Code = Annotated[str, Field(max_length=50)]
Quantity = Annotated[
    str,
    Field(
        description="Greater than zero, up to 3 decimals behind a point; 1,500 is refused",
        examples=["1.5"],
    ),
]
Hours = Annotated[str, Field(description="Hours: a decimal where it is exact, else a clock", examples=["1.25", "1:40"])]
Money = Annotated[str, Field(description="Decimal text in the order's currency", examples=["45.00"])]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"}, examples=["2026-06-02T12:00:00+02:00"])]
READ_BY_CLIENT = "Printed on the statement: the client reads it"
OF_THE_OFFICE = "For the people of the order: on no document, on no page of the client's, in no mail"
Files = Annotated[list[str], Field(max_length=MOST_FILES, description="Ids from POST /files")]


class OrdersAsked(Searched):
    """What the list of orders may be asked."""

    state: str = Field("", max_length=20, json_schema_extra={"enum": ["", *State.values]})
    client: str = Field("", max_length=50, description="Code of a client")


class TimelineAsked(Paged):
    """What a timeline may be asked."""

    after: str = Field("", max_length=20, description="The last `seq` that is known")


class ProductWanted(Schema):
    """A row of products, priced from master data."""

    kind: ProductKind
    item: Code
    quantity: Quantity


class WorkWanted(Schema):
    """A row of staff, priced from master data."""

    worker: Code
    hours: Hours


class OrderWanted(Schema):
    """The create form."""

    order_type: Code
    client: Code
    name: str = Field(max_length=forms.LONGEST_NAME)
    description: str = Field(max_length=forms.LONGEST_DESCRIPTION)
    work_start: Moment
    work_completion: Moment = Field(description="After work_start")
    products: list[ProductWanted] = Field([], max_length=forms.MOST_ROWS)
    staff: list[WorkWanted] = Field([], max_length=forms.MOST_ROWS)
    files: Files = []


class Drawing(Schema):
    """A drawn signature: points in a box of `width` × `height` pixels, never an image."""

    width: float = Field(ge=1, le=MAX_SIDE)
    height: float = Field(ge=1, le=MAX_SIDE)
    strokes: list[list[tuple[float, float, float]]] = Field(
        max_length=MAX_STROKES, description="Each point is x, y, milliseconds"
    )


class TypedName(Schema):
    """A name typed by who cannot draw."""

    typed: str = Field(max_length=MAX_TYPED)


class ReleaseWanted(Schema):
    """The supervisor's Yes."""

    signature: Drawing | TypedName


class ReasonWanted(Schema):
    """A No, or why nothing was done."""

    reason: str = Field(max_length=forms.LONGEST_REASON)


class FieldWorkersWanted(Schema):
    """Exactly these people carry out the order."""

    users: list[str] = Field(description="E-mail addresses of active field workers")


class ConfirmationWanted(Schema):
    """The confirmation form; prices from master data as they are now."""

    products: list[ProductWanted] = Field([], max_length=forms.MOST_ROWS)
    staff: list[WorkWanted] = Field([], max_length=forms.MOST_ROWS)
    last: bool = Field(description="Whether this closes the order")
    note: str = Field("", max_length=forms.LONGEST_NOTE, description=READ_BY_CLIENT)
    office_note: str = Field("", max_length=forms.LONGEST_NOTE, description=OF_THE_OFFICE)
    files: Files = []


class Nothing(Schema):
    """An empty object."""


class MessageWanted(Schema):
    """Text, files, or both."""

    text: str = Field("", max_length=forms.LONGEST_MESSAGE)
    files: Files = []
    answers: int | None = Field(None, ge=1, description="The `seq` of the entry that this replies to")


class Exact(Schema):
    """An answer: these fields and no others."""

    model_config = ConfigDict(extra="forbid")


class Coded(Exact):
    """A row of master data."""

    code: str
    name: str


class LineTold(Exact):
    """A line as it was submitted. `confirmation`: null for the plan, else the number of its confirmation."""

    code: str
    name: str
    unit: str
    price: Money
    subtotal: Money
    confirmation: int | None


class ProductLine(LineTold):
    """A material or a service; `price` per `unit`."""

    quantity: Quantity


class LabourLine(LineTold):
    """Work; `price` per hour, `unit` is the worker's job title."""

    hours: Hours


class TotalsTold(Exact):
    """Sums of subtotals; `services` = `services_only` + `labour`."""

    materials: Money
    services_only: Money
    labour: Money
    services: Money
    total: Money


class PartTold(Exact):
    """The plan, or all that was confirmed."""

    materials: list[ProductLine]
    services: list[ProductLine]
    labour: list[LabourLine]
    totals: TotalsTold


class ConfirmationTold(Exact):
    """What was reported as done; its lines carry its number."""

    number: int
    by: str
    at: Moment
    last: bool
    note: str = Field(description=READ_BY_CLIENT)
    office_note: str = Field(description=OF_THE_OFFICE)


class DocumentTold(Exact):
    """One version as PDF; `sha256` is null until it is ready."""

    version: int
    title: str
    ready: bool
    sha256: str | None
    created_at: Moment


class ActionTold(Exact):
    """What the caller may do to this order now, or why not."""

    action: str
    allowed: bool
    reason: str | None


class OrderSummary(Exact):
    """An order as the list tells it. `totals` is what counts now: the plan, what was confirmed, or zero."""

    number: int
    state: State
    version: int
    name: str
    order_type: Coded
    client: Coded
    work_start: Moment
    work_completion: Moment
    created_at: Moment
    created_by: str
    currency: str
    totals: TotalsTold
    field_workers: list[str]


class OrderTold(OrderSummary):
    """The whole order."""

    description: str
    plan: PartTold
    confirmed: PartTold | None
    confirmations: list[ConfirmationTold]
    documents: list[DocumentTold]
    actions: list[ActionTold]


class OrdersPage(Exact):
    """Some of the orders, newest first; `next` leads on."""

    items: list[OrderSummary]
    next: str | None


class Tick(Exact):
    """Where the journal of the order stands."""

    seq: int


BODIES = (
    OrderWanted,
    ReleaseWanted,
    ReasonWanted,
    FieldWorkersWanted,
    ConfirmationWanted,
    Nothing,
    MessageWanted,
)
