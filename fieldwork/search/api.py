"""The API's call to search: words of orders, entries and names of files, in the orders that the caller may see."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from fieldwork.rest.describing import links
from fieldwork.rest.once import answer, written
from fieldwork.rest.paging import LONGEST, Numbered, number_cursor, page
from fieldwork.rest.signing import bearer
from fieldwork.search.finding import hits

router = Router(tags=["Search"])


class SearchAsked(Numbered):
    """What may be asked."""

    q: str = Field(
        "", max_length=LONGEST, description="Beginnings of words that all have to occur; accents do not count"
    )


class HitTold(Schema):
    """A text that was found, in the entry `seq` of an order."""

    kind: str = Field(json_schema_extra={"enum": ["order", "words", "file"]})
    order: int
    seq: int
    by: str
    text: str = Field(description="The whole text, or the file's name")


class HitsPage(Schema):
    """The newest first; `next` leads on."""

    items: list[HitTold]
    next: str | None


@router.get(
    "/search",
    response=HitsPage,
    operation_id="search",
    openapi_extra=links(200, {"number": "items/0/order"}, ("order",)),
)
def search(request: HttpRequest, asked: Query[SearchAsked]) -> HttpResponse:
    """Orders, messages, notes and names of files, the newest first. Nothing asked finds nothing."""
    before = number_cursor(asked.after) or 0
    found = hits(bearer(request), asked.q, most=asked.limit + 1, before=before)
    shown, following = page(found, asked.limit, lambda hit: str(hit.key))
    items = [{"kind": hit.kind, "order": hit.order.pk, "seq": hit.seq, "by": hit.by, "text": hit.text} for hit in shown]
    return answer(200, written({"items": items, "next": following}))
