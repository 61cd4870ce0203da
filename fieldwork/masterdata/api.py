"""What a program may put into an order: active rows of master data by code, found by what people type."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Client, OrderType, Product, ProductKind, Worker
from fieldwork.masterdata.text_search import matching_rows
from fieldwork.measures.formats import plain_money
from fieldwork.people.roles import Right
from fieldwork.rest.authentication import bearer
from fieldwork.rest.idempotency import json_response, to_json
from fieldwork.rest.openapi import error_responses
from fieldwork.rest.pagination import SearchQuery, page

router = Router(tags=["Master data"])
HIDDEN = error_responses(404)
"""What somebody may not look up does not exist for them."""


class Named(Schema):
    """A client or an order type."""

    code: str
    name: str


class Charged(Named):
    """A material or a service. `price`: decimal text in the company's currency, per `unit`."""

    unit: str
    price: str


class Hired(Named):
    """A worker. `price`: decimal text in the company's currency, per hour."""

    price: str


class NamedPage(Schema):
    """Some of the list, by code; `next` leads on."""

    items: list[Named]
    next: str | None


class ChargedPage(Schema):
    """Some of the list, by code; `next` leads on."""

    items: list[Charged]
    next: str | None


class HiredPage(Schema):
    """Some of the list, by code; `next` leads on."""

    items: list[Hired]
    next: str | None


@router.get("/order-types", response=NamedPage, operation_id="order_types", openapi_extra=HIDDEN)
def order_types(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Order types that are offered."""
    return _listed(request, Right.LOOK_UP_CLIENTS, OrderType.objects.all(), query)


@router.get("/clients", response=NamedPage, operation_id="clients", openapi_extra=HIDDEN)
def clients(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Clients that are offered."""
    return _listed(request, Right.LOOK_UP_CLIENTS, Client.objects.all(), query)


@router.get("/materials", response=ChargedPage, operation_id="materials", openapi_extra=HIDDEN)
def materials(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Materials that are offered."""
    rows = Product.objects.filter(kind=ProductKind.MATERIAL)
    return _listed(request, Right.LOOK_UP_PRODUCTS, rows, query, "unit", "price")


@router.get("/services", response=ChargedPage, operation_id="services", openapi_extra=HIDDEN)
def services(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Services that are offered."""
    rows = Product.objects.filter(kind=ProductKind.SERVICE)
    return _listed(request, Right.LOOK_UP_PRODUCTS, rows, query, "unit", "price")


@router.get("/workers", response=HiredPage, operation_id="workers", openapi_extra=HIDDEN)
def workers(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Workers that are offered."""
    return _listed(request, Right.LOOK_UP_PRODUCTS, Worker.objects.all(), query, "price")


def _listed(request: HttpRequest, right: Right, rows: QuerySet[Any], query: SearchQuery, *more: str) -> HttpResponse:
    """Returns one page. Raises Http404 without `right`: for such a caller the page does not exist."""
    if not bearer(request).may(right):
        raise Http404
    found = matching_rows(rows.filter(active=True), query.q).order_by("code")
    if query.after:
        found = found.filter(code__gt=query.after)
    taken = list(found.values("code", "name", *more)[: query.limit + 1])
    items, following = page(taken, query.limit, lambda row: str(row["code"]))
    if "price" in more:
        currency = get_company().priced_in
        items = [{**item, "price": plain_money(item["price"], currency)} for item in items]
    return json_response(200, to_json({"items": items, "next": following}))
