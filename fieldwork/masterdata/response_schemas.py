"""Rows of master data as the API answers them; prices are decimal text in the company's currency."""

from fieldwork.rest.response_model import ResponseModel


class Reference(ResponseModel):
    """A client or an order type."""

    code: str
    name: str


class ProductOut(Reference):
    """A material or a service; `price` per `unit`."""

    unit: str
    price: str


class WorkerOut(Reference):
    """A worker; `price` per hour."""

    price: str


class ReferencesPage(ResponseModel):
    """Some of the list, by code; `next` leads on."""

    items: list[Reference]
    next: str | None


class ProductsPage(ResponseModel):
    """Some of the list, by code; `next` leads on."""

    items: list[ProductOut]
    next: str | None


class WorkersPage(ResponseModel):
    """Some of the list, by code; `next` leads on."""

    items: list[WorkerOut]
    next: str | None
