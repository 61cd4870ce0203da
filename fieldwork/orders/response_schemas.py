"""What the calls on orders answer: exact decimal text, times with offset."""

from typing import Annotated

from pydantic import Field

from fieldwork.masterdata.response_schemas import Reference
from fieldwork.orders.transitions import State
from fieldwork.rest.response_model import ResponseModel, Timestamp

Quantity = Annotated[str, Field(description="Up to 3 decimals behind a point", examples=["1.5"])]
Hours = Annotated[str, Field(description="Hours: a decimal where it is exact, else a clock", examples=["1.25", "1:40"])]
Money = Annotated[str, Field(description="Decimal text in the order's currency", examples=["45.00"])]
READ_BY_CLIENT = "Printed on the statement: the client reads it"
OFFICE_ONLY = "For the people of the order: on no document, on no page of the client's, in no mail"


class LineOut(ResponseModel):
    """A line as it was submitted. `confirmation`: null for the plan, else the number of its confirmation."""

    code: str
    name: str
    unit: str
    price: Money
    subtotal: Money
    confirmation: int | None


class ProductLineOut(LineOut):
    """A material or a service; `price` per `unit`."""

    quantity: Quantity


class LabourLineOut(LineOut):
    """Work; `price` per hour, `unit` is the worker's job title."""

    hours: Hours


class TotalsOut(ResponseModel):
    """Sums of subtotals; `services` = `services_only` + `labour`."""

    materials: Money
    services_only: Money
    labour: Money
    services: Money
    total: Money


class LinesOut(ResponseModel):
    """The plan, or all that was confirmed."""

    materials: list[ProductLineOut]
    services: list[ProductLineOut]
    labour: list[LabourLineOut]
    totals: TotalsOut


class ConfirmationOut(ResponseModel):
    """What was reported as done; its lines carry its number."""

    number: int
    by: str
    at: Timestamp
    last: bool
    note: str = Field(description=READ_BY_CLIENT)
    office_note: str = Field(description=OFFICE_ONLY)


class DocumentOut(ResponseModel):
    """One version as PDF; `sha256` is null until it is ready."""

    version: int
    title: str
    ready: bool
    sha256: str | None
    created_at: Timestamp


class ActionOut(ResponseModel):
    """What the caller may do to this order now, or why not."""

    action: str
    allowed: bool
    reason: str | None


class OrderSummary(ResponseModel):
    """An order as the list tells it. `totals` is what counts now: the plan, what was confirmed, or zero."""

    number: int
    state: State
    version: int
    name: str
    order_type: Reference
    client: Reference
    work_start: Timestamp
    work_completion: Timestamp
    created_at: Timestamp
    created_by: str
    currency: str
    totals: TotalsOut
    field_workers: list[str]


class OrderOut(OrderSummary):
    """The whole order."""

    description: str
    plan: LinesOut
    confirmed: LinesOut | None
    confirmations: list[ConfirmationOut]
    documents: list[DocumentOut]
    actions: list[ActionOut]


class OrdersPage(ResponseModel):
    """Some of the orders, newest first; `next` leads on."""

    items: list[OrderSummary]
    next: str | None


class SequenceOut(ResponseModel):
    """Where the journal of the order stands."""

    seq: int
