"""The API's call to search: words of orders, entries and names of files, in the orders that the caller may see."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from fieldwork.rest.api_response import json_response
from fieldwork.rest.authentication import bearer
from fieldwork.rest.openapi import links
from fieldwork.rest.pagination import MAX_QUERY_TEXT, NumberPageQuery, number_cursor, page
from fieldwork.rest.response_model import ResponseModel
from fieldwork.search.search_results import search_hits

router = Router(tags=["Search"])


class SearchQueryIn(NumberPageQuery):
    """What may be asked."""

    q: str = Field(
        "", max_length=MAX_QUERY_TEXT, description="Beginnings of words that all have to occur; accents do not count"
    )


class HitOut(ResponseModel):
    """A text that was found, in the entry `seq` of an order."""

    kind: str = Field(json_schema_extra={"enum": ["order", "words", "file"]})
    order: int
    seq: int
    by: str
    text: str = Field(description="The whole text, or the file's name")


class HitsPage(ResponseModel):
    """The newest first; `next` leads on."""

    items: list[HitOut]
    next: str | None


@router.get(
    "/search",
    response=HitsPage,
    operation_id="search",
    openapi_extra=links(200, {"number": "items/0/order"}, ("order",)),
)
def search(request: HttpRequest, query: Query[SearchQueryIn]) -> HttpResponse:
    """Orders, messages, notes and names of files, the newest first. Nothing asked finds nothing."""
    before = number_cursor(query.after) or 0
    found = search_hits(bearer(request), query.q, limit=query.limit + 1, before=before)
    shown, following = page(found, query.limit, lambda hit: str(hit.key))
    items = [HitOut(kind=hit.kind, order=hit.order.pk, seq=hit.seq, by=hit.by, text=hit.text) for hit in shown]
    return json_response(200, HitsPage(items=items, next=following))
