"""What a program may put into an order: active rows of master data by code, found by what people type."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Client, MasterDataRow, OrderType, Product, ProductKind, Worker
from fieldwork.masterdata.response_schemas import (
    ProductOut,
    ProductsPage,
    Reference,
    ReferencesPage,
    WorkerOut,
    WorkersPage,
)
from fieldwork.masterdata.text_search import matching_rows
from fieldwork.measures.formats import plain_money
from fieldwork.people.roles import Right
from fieldwork.rest.api_response import json_response
from fieldwork.rest.authentication import bearer
from fieldwork.rest.openapi import error_responses
from fieldwork.rest.pagination import SearchQuery, page

router = Router(tags=["Master data"])
Row = TypeVar("Row", bound=MasterDataRow | Product)
HIDDEN = error_responses(404)
"""What somebody may not look up does not exist for them."""


@router.get("/order-types", response=ReferencesPage, operation_id="order_types", openapi_extra=HIDDEN)
def order_types(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Order types that are offered."""
    return _references(request, OrderType.objects.all(), query)


@router.get("/clients", response=ReferencesPage, operation_id="clients", openapi_extra=HIDDEN)
def clients(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Clients that are offered."""
    return _references(request, Client.objects.all(), query)


@router.get("/materials", response=ProductsPage, operation_id="materials", openapi_extra=HIDDEN)
def materials(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Materials that are offered."""
    return _products(request, ProductKind.MATERIAL, query)


@router.get("/services", response=ProductsPage, operation_id="services", openapi_extra=HIDDEN)
def services(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Services that are offered."""
    return _products(request, ProductKind.SERVICE, query)


@router.get("/workers", response=WorkersPage, operation_id="workers", openapi_extra=HIDDEN)
def workers(request: HttpRequest, query: Query[SearchQuery]) -> HttpResponse:
    """Workers that are offered."""
    rows, following = _page(request, Right.LOOK_UP_PRODUCTS, Worker.objects.all(), query)
    currency = get_company().priced_in
    items = [WorkerOut(code=row.code, name=row.name, price=plain_money(row.price, currency)) for row in rows]
    return json_response(200, WorkersPage(items=items, next=following))


def _references(
    request: HttpRequest, offered: QuerySet[Client] | QuerySet[OrderType], query: SearchQuery
) -> HttpResponse:
    rows, following = _page(request, Right.LOOK_UP_CLIENTS, offered, query)
    items = [Reference(code=row.code, name=row.name) for row in rows]
    return json_response(200, ReferencesPage(items=items, next=following))


def _products(request: HttpRequest, kind: ProductKind, query: SearchQuery) -> HttpResponse:
    rows, following = _page(request, Right.LOOK_UP_PRODUCTS, Product.objects.filter(kind=kind), query)
    currency = get_company().priced_in
    items = [
        ProductOut(code=row.code, name=row.name, unit=row.unit, price=plain_money(row.price, currency)) for row in rows
    ]
    return json_response(200, ProductsPage(items=items, next=following))


def _page(
    request: HttpRequest, right: Right, rows: QuerySet[Row], query: SearchQuery
) -> tuple[Sequence[Row], str | None]:
    """Returns one page and its `next`. Raises Http404 without `right`: for such a caller the page does not exist."""
    if not bearer(request).may(right):
        raise Http404
    found = matching_rows(rows.filter(active=True), query.q).order_by("code")
    if query.after:
        found = found.filter(code__gt=query.after)
    return page(list(found[: query.limit + 1]), query.limit, lambda row: row.code)
