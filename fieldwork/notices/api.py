"""The API's calls on notices."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import ConfigDict, Field

from fieldwork.notices.actions.mark_notices_read import read_all, read_notices
from fieldwork.notices.models import Notice
from fieldwork.notices.notice_queries import in_centre, still_unread
from fieldwork.notices.notice_reasons import NoticeReason
from fieldwork.notices.views import page_of
from fieldwork.people.models import Person
from fieldwork.rest.api_response import ApiResponse, idempotent_response, json_response
from fieldwork.rest.authentication import bearer
from fieldwork.rest.command import Command
from fieldwork.rest.field_types import OptionalNumber
from fieldwork.rest.json_body import parse_request
from fieldwork.rest.openapi import Json, links, request_body
from fieldwork.rest.pagination import NumberPageQuery, number_cursor, page
from fieldwork.rest.response_model import ResponseModel, Timestamp

router = Router(tags=["Notices"])


class NoticeQuery(NumberPageQuery):
    """What the list of notices may be asked."""

    unread: bool = Field(False, description="Only those that are not read")


class NoticeOut(ResponseModel):
    """Something that concerns the caller."""

    id: int
    concern: NoticeReason
    order: int
    seq: int | None = Field(description="The entry it is about; null for an order that is late")
    by: str | None
    at: Timestamp
    read: bool


class NoticesPage(ResponseModel):
    """Some notices, newest first."""

    items: list[NoticeOut]
    next: str | None


NAMED: Json = {"anyOf": [{"type": "integer"}, {"type": "string", "minLength": 1}]}
NONE: Json = {"enum": [None, ""]}


class ReadNotices(Command):
    """What was read: one notice, or everything up to one."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": ["notice"], "properties": {"notice": NAMED, "up_to": NONE}},
                {"required": ["up_to"], "properties": {"notice": NONE, "up_to": NAMED}},
            ]
        }
    )

    notice: OptionalNumber = None
    up_to: OptionalNumber = None

    @classmethod
    def errors_between_fields(cls, data: Mapping[str, object], /) -> dict[str, str]:
        """Exactly one of the two is named."""
        named = [name for name in ("notice", "up_to") if data.get(name) not in (None, "")]
        return {} if len(named) == 1 else {"up_to": _("Name one notice, or up to which one")}


class Unread(ResponseModel):
    """How many notices are left unread."""

    unread: int


@router.get(
    "/notices",
    response=NoticesPage,
    operation_id="notices",
    openapi_extra=links(200, {"number": "items/0/order"}, ("order",)),
)
def notices(request: HttpRequest, query: Query[NoticeQuery]) -> HttpResponse:
    """Notices of the caller, newest first."""
    person, before = bearer(request), number_cursor(query.after)
    taken = page_of(person, only_unread=query.unread, before=before, limit=query.limit + 1)
    shown, following = page(taken, query.limit, lambda notice: str(notice.pk))
    unread = _unread(person, [notice.pk for notice in shown])
    items = [_serialize_notice(notice, read=notice.pk not in unread) for notice in shown]
    return json_response(200, NoticesPage(items=items, next=following))


@router.post("/notices/read", response=Unread, operation_id="read_notices", openapi_extra=request_body(ReadNotices))
def read(request: HttpRequest) -> HttpResponse:
    """Mark one notice read, or everything up to one; the answer says how many are left."""
    call = parse_request(request)
    command = ReadNotices.parse(call.content)

    def act() -> None:
        read_notices([command.notice] if command.notice else [], by=call.person)
        read_all(command.up_to or 0, by=call.person)

    def respond(_nothing: Notice | None) -> ApiResponse:
        return ApiResponse(200, Unread(unread=still_unread(in_centre(call.person)).count()))

    return idempotent_response(call, act, respond, model=Notice)


def _unread(person: Person, keys: list[int]) -> set[int]:
    return set(still_unread(in_centre(person)).filter(pk__in=keys).values_list("pk", flat=True))


def _serialize_notice(notice: Notice, *, read: bool) -> NoticeOut:
    entry = notice.entry
    return NoticeOut(
        id=notice.pk,
        concern=NoticeReason(notice.concern),
        order=notice.order_id,
        seq=entry.seq if entry else None,
        by=entry.author.email if entry and entry.author else None,
        at=notice.created_at,
        read=read,
    )
