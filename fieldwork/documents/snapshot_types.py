"""The frozen content of a document as it stands in the database: whole numbers, times ISO UTC."""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict

from fieldwork.measures.currencies import Currency, default_digits

Section = Literal["labour", "services", "materials"]
SECTIONS: tuple[Section, ...] = ("labour", "services", "materials")
"""In the order of the paper."""


class Client(TypedDict):
    """All but code and name may be ""."""

    code: str
    name: str
    contact: str
    address: str
    phone: str
    email: str


class Provider(TypedDict):
    """All but the name may be ""."""

    name: str
    tax_id: str
    address: str
    phone: str
    email: str
    logo: str | None


class Line(TypedDict):
    """Thousandths or, for labour, minutes; prices in minor units. The unit of labour is a job title."""

    code: str
    name: str
    unit: str
    quantity: NotRequired[int]
    minutes: NotRequired[int]
    price: int
    subtotal: int
    confirmation: int | None


class Totals(TypedDict):
    """Minor units; services = services_only + labour."""

    materials: int
    services_only: int
    labour: int
    services: int
    total: int


class Approved(TypedDict):
    """The release's signature."""

    name: str
    job_title: str
    at: str
    signature: dict[str, Any]


class Accepted(TypedDict):
    """The client's signature under version `version`, whose content has `digest`."""

    name: str
    job_title: str
    at: str
    signature: dict[str, Any]
    comment: str
    version: int
    digest: str


class Plan(TypedDict):
    """The planned lines, for statements that show them."""

    labour: list[Line]
    services: list[Line]
    materials: list[Line]
    totals: Totals


class Photo(TypedDict):
    """A picture that came with a confirmation: the file's id and SHA-256; `unreadable` if nobody could show it then."""

    confirmation: int
    name: str
    file: str
    sha256: str
    unreadable: NotRequired[bool]


class Confirmation(TypedDict):
    """`fast`: the plan was confirmed as it was."""

    number: int
    by: str
    at: str
    last: bool
    fast: bool
    note: str


class Changes(TypedDict):
    """What happened since version `since`; no confirmation: it was not performed, or the client accepted.

    `minutes` of labour before and after, from layout 3 on.
    """

    since: int
    confirmation: int | None
    by: str
    at: str
    lines: int
    replaces_plan: bool
    minutes: NotRequired[list[int]]
    before: Totals
    after: Totals


class Content(TypedDict):
    """A document. From layout 2 on it has `previous`, the digest of the version before, and `verify`, an address.

    From layout 3 on it names how subtotals were rounded, and has `plan`, `photos` and `accepted`; from layout 4 on
    `digits`, how many of the amounts' digits are decimals; from layout 5 on `region`, the country whose forms of
    dates and times the language is used in, "" for none.
    """

    layout: int
    kind: Literal["service_order", "statement"]
    number: int
    version: int
    state: str
    made_at: str
    created_at: str
    language: str
    region: NotRequired[str]
    time_zone: str
    currency: str
    digits: NotRequired[int]
    paper: Literal["a4", "letter"]
    client: Client
    provider: Provider
    order_type: str
    name: str
    description: str
    work_start: str
    work_completion: str
    labour: list[Line]
    services: list[Line]
    materials: list[Line]
    totals: Totals
    approved: Approved | None
    confirmations: list[Confirmation]
    changes: Changes | None
    reason: str | None
    previous: NotRequired[str | None]
    verify: NotRequired[str]
    rounding: NotRequired[str]
    plan: NotRequired[Plan | None]
    photos: NotRequired[list[Photo]]
    accepted: NotRequired[Accepted | None]


def currency_of(content: Mapping[str, Any]) -> Currency:
    """Returns the currency of a content's amounts; before layout 4, with the default digits of its code."""
    code = content["currency"]
    return Currency(code, content.get("digits", default_digits(code)))
