"""The API's calls on orders: find through the person · ask · read · act · tell."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from fieldwork.masterdata.the_company import the_company, zone_of
from fieldwork.orders import forms
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.create import create
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.actions.write import write
from fieldwork.orders.api_bodies import (
    ConfirmationWanted,
    FieldWorkersWanted,
    MessageWanted,
    Nothing,
    OrdersAsked,
    OrderWanted,
    ReasonWanted,
    ReleaseWanted,
    TimelineAsked,
)
from fieldwork.orders.api_entries import EntryTold, TimelinePage
from fieldwork.orders.api_shapes import OrdersPage, OrderTold
from fieldwork.orders.listing import orders_fitting
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.rights import NOT_YOURS, ask
from fieldwork.orders.states import Action, State
from fieldwork.orders.submission import Submission, submission_of
from fieldwork.orders.telling import entry_told, order_told, orders_told
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.bodies import json_call
from fieldwork.rest.describing import body, links
from fieldwork.rest.once import Call, Told, answer, once, written
from fieldwork.rest.paging import number_cursor, page
from fieldwork.rest.problems import Forbidden, Invalid
from fieldwork.rest.reading import Reader
from fieldwork.rest.signing import bearer
from fieldwork.signatures.drawing import BadSignature, Drawn, Typed, read_signature

router = Router(tags=["Orders"])
REFUSED = (403, 409)
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
def orders(request: HttpRequest, asked: Query[OrdersAsked]) -> HttpResponse:
    """The orders that the caller may see, newest first."""
    found = orders_fitting(Order.objects.visible_to(bearer(request)), asked.q)
    if asked.state:
        if asked.state not in State.values:
            raise Invalid({"state": _("Choose one of the states")})
        found = found.filter(state=asked.state)
    if asked.client:
        found = found.filter(client__code=asked.client)
    if before := number_cursor(asked.after):
        found = found.filter(number__lt=before)
    rows = found.select_related("order_type", "client", "created_by").order_by("-number")
    taken = list(rows.defer("description").prefetch_related("field_workers__person")[: asked.limit + 1])
    shown, following = page(taken, asked.limit, lambda order: str(order.number))
    return answer(200, written({"items": orders_told(shown), "next": following}))


@router.post(
    "/orders", response={201: OrderTold}, operation_id="create_order", openapi_extra=body(OrderWanted, 403, more=LINKS)
)
def create_order(request: HttpRequest) -> HttpResponse:
    """Create a service order. It waits for a supervisor's release."""
    call = json_call(request)

    def act() -> Told:
        if not call.person.may(Right.CREATE_ORDER):
            raise Forbidden(NOT_YOURS)
        form = forms.read_new_order(call.content, zone_of(the_company()))
        entry = create(form, by=call.person, submission=_submission(call))
        return Told(201, order_told(_find(call.person, entry.order_id), person=call.person))

    return once(call, act)


@router.get(
    "/orders/{int:number}",
    response=OrderTold,
    operation_id="order",
    openapi_extra=links(200, {"number": "number", "version": "documents/0/version"}, ("document",)),
)
def order(request: HttpRequest, number: int) -> HttpResponse:
    """One order: plan against confirmed, documents, and what the caller may do."""
    person = bearer(request)
    return answer(200, written(order_told(_find(person, number), person=person)))


@router.post(
    "/orders/{int:number}/release",
    response=OrderTold,
    operation_id="release",
    openapi_extra=body(ReleaseWanted, *REFUSED),
)
def release_order(request: HttpRequest, number: int) -> HttpResponse:
    """Approve with a signature. Version 1 of the document is made of the order as it is."""

    def act(call: Call, order: Order) -> None:
        signature = _signature(call.content)
        release(order.number, signature, by=call.person, submission=_submission(call))

    return _acted(request, number, Action.RELEASE, act)


@router.post(
    "/orders/{int:number}/rejection",
    response=OrderTold,
    operation_id="reject",
    openapi_extra=body(ReasonWanted, *REFUSED),
)
def reject_order(request: HttpRequest, number: int) -> HttpResponse:
    """Say No: the order ends before any work."""

    def act(call: Call, order: Order) -> None:
        reason = forms.read_reason(call.content)
        reject(order.number, reason, by=call.person, submission=_submission(call))

    return _acted(request, number, Action.REJECT, act)


@router.put(
    "/orders/{int:number}/field-workers",
    response=OrderTold,
    operation_id="set_field_workers",
    openapi_extra=body(FieldWorkersWanted, *REFUSED),
)
def set_workers(request: HttpRequest, number: int) -> HttpResponse:
    """Say who carries out the order: exactly these, nobody else."""

    def act(call: Call, order: Order) -> None:
        emails = _emails(call.content)
        # The key is remembered with its answer already, also where nothing changed.
        set_field_workers(order.number, emails, by=call.person)

    return _acted(request, number, Action.ADD_FIELD_WORKERS, act)


@router.post(
    "/orders/{int:number}/confirmations",
    response={201: OrderTold},
    operation_id="confirm",
    openapi_extra=body(ConfirmationWanted, *REFUSED),
)
def confirm_order(request: HttpRequest, number: int) -> HttpResponse:
    """Report what was really done. The first confirmation replaces the plan, later ones add, the last one closes."""

    def act(call: Call, order: Order) -> None:
        form = forms.read_confirmation(call.content, order)
        confirm(order.number, form, by=call.person, submission=_submission(call))

    return _acted(request, number, Action.CONFIRM, act, status=201)


@router.post(
    "/orders/{int:number}/fast-close",
    response=OrderTold,
    operation_id="fast_close",
    openapi_extra=body(Nothing, *REFUSED),
)
def close_order(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm the plan as it is and close the order."""

    def act(call: Call, order: Order) -> None:
        Reader(call.content).check()
        fast_close(order.number, by=call.person, submission=_submission(call))

    return _acted(request, number, Action.FAST_CLOSE, act)


@router.post(
    "/orders/{int:number}/not-performed",
    response=OrderTold,
    operation_id="not_performed",
    openapi_extra=body(ReasonWanted, *REFUSED),
)
def cancel_order(request: HttpRequest, number: int) -> HttpResponse:
    """End a released order without work: all costs are cancelled."""

    def act(call: Call, order: Order) -> None:
        reason = forms.read_reason(call.content)
        not_performed(order.number, reason, by=call.person, submission=_submission(call))

    return _acted(request, number, Action.NOT_PERFORMED, act)


@router.post(
    "/orders/{int:number}/messages",
    response={201: EntryTold},
    by_alias=True,
    operation_id="write",
    openapi_extra=body(MessageWanted, *REFUSED),
)
def write_message(request: HttpRequest, number: int) -> HttpResponse:
    """Write to everyone on the order."""
    call = json_call(request)

    def act() -> Told:
        ask(_find(call.person, number), Action.WRITE, call.person)
        form = forms.read_message(call.content)
        entry = write(number, form, by=call.person, submission=_submission(call))
        return Told(201, entry_told(_entries().get(pk=entry.pk)))

    return once(call, act)


@router.get("/orders/{int:number}/timeline", response=TimelinePage, by_alias=True, operation_id="timeline")
def timeline(request: HttpRequest, number: int, asked: Query[TimelineAsked]) -> HttpResponse:
    """The order's journal after `after`, oldest first."""
    order = _find(bearer(request), number)
    rows = _entries().filter(order=order, seq__gt=number_cursor(asked.after) or 0)
    shown, following = page(list(rows.order_by("seq")[: asked.limit + 1]), asked.limit, lambda entry: entry.seq)
    return answer(200, written({"items": [entry_told(entry) for entry in shown], "next": following}))


def _acted(
    request: HttpRequest, number: int, action: Action, act: Callable[[Call, Order], None], *, status: int = 200
) -> HttpResponse:
    """Finds the order through the person, asks, acts, and tells the order as it is then."""
    call = json_call(request)

    def once_only() -> Told:
        order = _find(call.person, number)
        # Asked before the body is read: who may not act is not told what master data holds.
        ask(order, action, call.person)
        act(call, order)
        return Told(status, order_told(_find(call.person, number), person=call.person))

    return once(call, once_only)


def _find(person: Person, number: int) -> Order:
    """The order with what telling it needs. Raises Http404 for what the person may not see."""
    seen = Order.objects.visible_to(person).select_related("client", "order_type", "created_by")
    order = seen.filter(pk=number).prefetch_related("field_workers__person").first()
    if order is None:
        raise Http404
    return order


def _entries() -> QuerySet[Entry]:
    return Entry.objects.select_related("by").prefetch_related("files__file")


def _submission(call: Call) -> Submission | None:
    return submission_of(call.key, [call.method, call.path, call.content]) if call.key else None


def _signature(content: object) -> Drawn | Typed:
    """Raises Invalid at "signature"."""
    reader = Reader(content)
    reader.check()
    try:
        return read_signature(reader.data.get("signature"))
    except BadSignature as bad:
        raise Invalid({"signature": bad.message}) from bad


def _emails(content: object) -> list[str]:
    """Raises Invalid at "users"."""
    reader = Reader(content)
    emails = reader.texts("users", most=forms.MOST_FIELD_WORKERS)
    if reader.data.get("users") is None:
        reader.fault("users", _("This is required"))
    reader.check()
    return emails
