"""The API's calls on orders: find through the person · ask · read · act · tell."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router

from fieldwork.masterdata.company import company_zone, get_company
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import (
    ConfirmOrder,
    CreateOrder,
    Empty,
    GiveReason,
    PostMessage,
    ReleaseOrder,
    SetFieldWorkers,
)
from fieldwork.orders.entry_schemas import AnyEntryOut, TimelinePage, serialize_entry
from fieldwork.orders.grouped_list import matching_orders
from fieldwork.orders.line_input import line_context
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.queries import OrderQuery, TimelineQuery
from fieldwork.orders.response_schemas import OrderOut, OrdersPage
from fieldwork.orders.rights import ROLES_DO_NOT_ALLOW, authorize
from fieldwork.orders.serializers import serialize_order, serialize_orders
from fieldwork.orders.transitions import Action, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.api_response import ApiRequest, ApiResponse, idempotent_response, json_response
from fieldwork.rest.authentication import bearer
from fieldwork.rest.errors import Forbidden, Invalid
from fieldwork.rest.json_body import parse_request
from fieldwork.rest.openapi import links, request_body
from fieldwork.rest.pagination import number_cursor, page

router = Router(tags=["Orders"])
ERROR_RESPONSES = (403, 409)
"""An order that the caller sees may not be theirs to change, or be in a state where it cannot be changed."""
LINKS = links(201, {"number": "number"}, (
    "order", "timeline", "release", "reject", "set_field_workers", "confirm", "fast_close", "not_performed", "write",
))  # fmt: skip


@router.get(
    "/orders",
    response=OrdersPage,
    operation_id="orders",
    openapi_extra=links(200, {"number": "items/0/number"}, ("order",)),
)
def orders(request: HttpRequest, query: Query[OrderQuery]) -> HttpResponse:
    """The orders that the caller may see, newest first."""
    found = matching_orders(Order.objects.visible_to(bearer(request)), query.q)
    if query.state:
        if query.state not in State.values:
            raise Invalid({"state": _("Choose one of the states")})
        found = found.filter(state=query.state)
    if query.client:
        found = found.filter(client__code=query.client)
    if before := number_cursor(query.after):
        found = found.filter(number__lt=before)
    rows = found.select_related("order_type", "client", "created_by").order_by("-number")
    taken = list(rows.defer("description").prefetch_related("assignments__person")[: query.limit + 1])
    shown, following = page(taken, query.limit, lambda order: str(order.number))
    return json_response(200, OrdersPage(items=serialize_orders(shown), next=following))


@router.post(
    "/orders",
    response={201: OrderOut},
    operation_id="create_order",
    openapi_extra=request_body(CreateOrder, 403, more=LINKS),
)
def create_order(request: HttpRequest) -> HttpResponse:
    """Create a service order. It waits for a supervisor's release."""
    call = parse_request(request)

    def act() -> Entry:
        if not call.person.may(Right.CREATE_ORDER):
            raise Forbidden(ROLES_DO_NOT_ALLOW)
        context = line_context(call.content, zone=company_zone(get_company()))
        return create(CreateOrder.parse(call.content, context), by=call.person)

    def respond(entry: Entry | None) -> ApiResponse:
        number = entry.order_id if entry else 0
        return ApiResponse(201, serialize_order(_find(call.person, number), person=call.person))

    return idempotent_response(call, act, respond, model=Entry)


@router.get(
    "/orders/{int:number}",
    response=OrderOut,
    operation_id="order",
    openapi_extra=links(200, {"number": "number", "version": "documents/0/version"}, ("document",)),
)
def order(request: HttpRequest, number: int) -> HttpResponse:
    """One order: plan against confirmed, documents, and what the caller may do."""
    person = bearer(request)
    return json_response(200, serialize_order(_find(person, number), person=person))


@router.post(
    "/orders/{int:number}/release",
    response=OrderOut,
    operation_id="release",
    openapi_extra=request_body(ReleaseOrder, *ERROR_RESPONSES),
)
def release_order(request: HttpRequest, number: int) -> HttpResponse:
    """Approve with a signature. Version 1 of the document is made of the order as it is."""

    def act(call: ApiRequest, order: Order) -> Entry | None:
        command = ReleaseOrder.parse(call.content)
        return release(
            order.number, command.signature, by=call.person, note=command.note,
            displayed_digest=command.displayed_digest or None,
        )  # fmt: skip

    return _run_action(request, number, Action.RELEASE, act)


@router.post(
    "/orders/{int:number}/rejection",
    response=OrderOut,
    operation_id="reject",
    openapi_extra=request_body(GiveReason, *ERROR_RESPONSES),
)
def reject_order(request: HttpRequest, number: int) -> HttpResponse:
    """Say No: the order ends before any work."""

    def act(call: ApiRequest, order: Order) -> Entry | None:
        reason = GiveReason.parse(call.content).reason
        return reject(order.number, reason, by=call.person)

    return _run_action(request, number, Action.REJECT, act)


@router.put(
    "/orders/{int:number}/field-workers",
    response=OrderOut,
    operation_id="set_field_workers",
    openapi_extra=request_body(SetFieldWorkers, *ERROR_RESPONSES),
)
def set_workers(request: HttpRequest, number: int) -> HttpResponse:
    """Say who carries out the order: exactly these, nobody else."""

    def act(call: ApiRequest, order: Order) -> Entry | None:
        command = SetFieldWorkers.parse(call.content)
        return set_field_workers(order.number, command.users, by=call.person, known_workers=command.known_workers)

    return _run_action(request, number, Action.ADD_FIELD_WORKERS, act)


@router.post(
    "/orders/{int:number}/confirmations",
    response={201: OrderOut},
    operation_id="confirm",
    openapi_extra=request_body(ConfirmOrder, *ERROR_RESPONSES),
)
def confirm_order(request: HttpRequest, number: int) -> HttpResponse:
    """Report what was really done. The first confirmation replaces the plan, later ones add, the last one closes."""

    def act(call: ApiRequest, order: Order) -> Entry | None:
        command = ConfirmOrder.parse(call.content, line_context(call.content, order=order))
        return confirm(order.number, command, by=call.person)

    return _run_action(request, number, Action.CONFIRM, act, status=201)


@router.post(
    "/orders/{int:number}/fast-close",
    response=OrderOut,
    operation_id="fast_close",
    openapi_extra=request_body(Empty, *ERROR_RESPONSES),
)
def close_order(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm the plan as it is and close the order."""

    def act(call: ApiRequest, order: Order) -> Entry | None:
        Empty.parse(call.content)
        return fast_close(order.number, by=call.person)

    return _run_action(request, number, Action.FAST_CLOSE, act)


@router.post(
    "/orders/{int:number}/not-performed",
    response=OrderOut,
    operation_id="not_performed",
    openapi_extra=request_body(GiveReason, *ERROR_RESPONSES),
)
def cancel_order(request: HttpRequest, number: int) -> HttpResponse:
    """End a released order without work: all costs are cancelled."""

    def act(call: ApiRequest, order: Order) -> Entry | None:
        reason = GiveReason.parse(call.content).reason
        return not_performed(order.number, reason, by=call.person)

    return _run_action(request, number, Action.NOT_PERFORMED, act)


@router.post(
    "/orders/{int:number}/messages",
    response={201: AnyEntryOut},
    by_alias=True,
    operation_id="write",
    openapi_extra=request_body(PostMessage, *ERROR_RESPONSES),
)
def write_message(request: HttpRequest, number: int) -> HttpResponse:
    """Write to everyone on the order."""
    call = parse_request(request)

    def act() -> Entry:
        authorize(_find(call.person, number), Action.WRITE, call.person)
        return post_message(number, PostMessage.parse(call.content), by=call.person)

    def respond(entry: Entry | None) -> ApiResponse:
        order = _find(call.person, number)
        return ApiResponse(201, serialize_entry(get_object_or_404(_entries(), pk=entry and entry.pk, order=order)))

    return idempotent_response(call, act, respond, model=Entry)


@router.get("/orders/{int:number}/timeline", response=TimelinePage, by_alias=True, operation_id="timeline")
def timeline(request: HttpRequest, number: int, query: Query[TimelineQuery]) -> HttpResponse:
    """The order's journal after `after`, oldest first."""
    order = _find(bearer(request), number)
    rows = _entries().filter(order=order, seq__gt=number_cursor(query.after) or 0)
    shown, following = page(list(rows.order_by("seq")[: query.limit + 1]), query.limit, lambda entry: entry.seq)
    return json_response(200, TimelinePage(items=[serialize_entry(entry) for entry in shown], next=following))


def _run_action(
    request: HttpRequest,
    number: int,
    action: Action,
    act: Callable[[ApiRequest, Order], Entry | None],
    *,
    status: int = 200,
) -> HttpResponse:
    """Finds the order through the person, asks, acts, and answers with the order as it is then."""
    call = parse_request(request)

    def find_and_act() -> Entry | None:
        order = _find(call.person, number)
        # Asked before the body is read: who may not act is not told what master data holds.
        authorize(order, action, call.person)
        return act(call, order)

    def respond(_entry: Entry | None) -> ApiResponse:
        return ApiResponse(status, serialize_order(_find(call.person, number), person=call.person))

    return idempotent_response(call, find_and_act, respond, model=Entry)


def _find(person: Person, number: int) -> Order:
    """The order with what telling it needs. Raises Http404 for what the person may not see."""
    visible = Order.objects.visible_to(person).select_related("client", "order_type", "created_by")
    order = visible.filter(pk=number).prefetch_related("assignments__person").first()
    if order is None:
        raise Http404
    return order


def _entries() -> QuerySet[Entry]:
    return Entry.objects.select_related("author").prefetch_related("files__file")
