"""The workspace: the page, its parts that keep up to date, messages, read marks and files."""

import uuid

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from fieldwork.attachments.file_responses import file_response, preview_response
from fieldwork.attachments.models import File
from fieldwork.masterdata.context import zone_for
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.commands import PostMessage
from fieldwork.orders.entry_types import CHANGES
from fieldwork.orders.models import Entry, EntryFile, Order, ReadReceipt
from fieldwork.orders.order_access import get_visible_order, require_visible
from fieldwork.orders.reactions import REACTIONS
from fieldwork.orders.rights import available_actions
from fieldwork.orders.views.form_submission import submit
from fieldwork.orders.views.order_list import list_context
from fieldwork.rest.errors import Forbidden, Invalid, problem_details_of
from fieldwork.shell.auth import current_person, login_required
from fieldwork.workspace.details import action_buttons, details_of
from fieldwork.workspace.read_receipts import readers_of
from fieldwork.workspace.timeline import (
    MAX_FETCHED,
    NEWEST_SHOWN,
    badge_for,
    changed_by,
    entries_after,
    entries_around,
    newest_entries,
    present_entries,
)


@require_safe
@login_required
def workspace(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4, at its end; ?at=12 opens it at an entry."""
    order = get_visible_order(request, number)
    mark = ReadReceipt.objects.filter(order=order, person=current_person(request)).first()
    at = _whole_number(request.GET.get("at"))
    entries = (entries_around(order, at) if at else []) or newest_entries(order)
    first, last = entries[0].seq, entries[-1].seq
    context = list_context(request, current=number) | _fragment_contexts(request, order)
    context["entries"] = _render_entries(request, order, entries, read_to=mark.seq if mark else 0)
    context["earlier"] = first if first > 1 else None
    context["later"] = last if last < order.last_news_seq else None
    context["cursor"] = last if context["later"] else order.last_seq
    context["unread_above"] = (
        order.news_count - mark.news_count
        if mark and mark.seq < first - 1 and mark.news_count < order.news_count
        else 0
    )
    context["read_to"] = mark.seq if mark else 0
    context["readers"] = readers_of(order, current_person(request))
    context["signs"] = [(key, sign, name) for key, (sign, name) in REACTIONS.items()]
    return render(request, "workspace/page.html", context)


@require_safe
@login_required
def entries(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/entries?after=16 (what came since; few=1 a page of it) or ?before=80 (what was earlier)."""
    order = get_visible_order(request, number)
    context: dict[str, object] = {"order": order}
    if before := _whole_number(request.GET.get("before")):
        found, most = newest_entries(order, before=before), 0
        context["earlier"] = found[0].seq if found and found[0].seq > 1 else None
    else:
        most = NEWEST_SHOWN if request.GET.get("few") else MAX_FETCHED
        found = entries_after(order, _whole_number(request.GET.get("after")), limit=most)
        context["changed"] = _render_entries(request, order, changed_by(order, found))
    context["entries"] = _render_entries(request, order, [entry for entry in found if entry.kind not in CHANGES])
    if more := len(found) == most:
        context["later"] = found[-1].seq if most == NEWEST_SHOWN else None
    response = render(request, "workspace/entries.html", context)
    response["X-Seq"] = str(found[-1].seq if found else order.last_seq)
    if more:
        response["X-More"] = "1"
    return response


@require_safe
@login_required
def fragment(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """GET /orders/4/parts/details: one part of the page, as it is now."""
    order = get_visible_order(request, number)
    return render(request, f"workspace/{name}.html", _fragment_contexts(request, order))


@require_POST
@login_required
def messages(request: HttpRequest, number: int) -> HttpResponse:
    """POST /orders/4/messages: 201; 422 with the reason as a problem document; 404 for whom it does not exist."""

    def do(data: dict[str, object]) -> Entry:
        try:
            return post_message(number, PostMessage.parse(data), by=current_person(request))
        except (Forbidden, Invalid, Order.DoesNotExist):
            require_visible(request, number)
            raise

    def render_errors(_data: dict[str, object], errors: dict[str, str]) -> HttpResponse:
        return problem_details_of(Invalid(errors))

    return submit(request, render_errors, do)


@require_POST
@login_required
def read_to(request: HttpRequest, number: int) -> HttpResponse:
    """POST /orders/4/read with seq."""
    order = get_visible_order(request, number)
    mark_read(order, _whole_number(request.POST.get("seq")), by=current_person(request))
    return HttpResponse(status=204)


@require_safe
@login_required
def readers(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/readers: how far each of the others has read."""
    order = get_visible_order(request, number)
    return render(
        request, "workspace/readers.html", {"order": order, "readers": readers_of(order, current_person(request))}
    )


@require_safe
@login_required
def file(request: HttpRequest, number: int, identity: uuid.UUID) -> HttpResponseBase:
    """GET /orders/4/files/<id>: a file of one of the order's entries."""
    return file_response(request, _file(request, number, identity))


@require_safe
@login_required
def own_upload(request: HttpRequest, identity: uuid.UUID) -> HttpResponseBase:
    """GET /files/<id>: what the person has uploaded and no entry has taken; from then on its order decides who may."""
    taken = EntryFile.objects.filter(file=OuterRef("pk"))
    loose = File.objects.filter(~Exists(taken), uploaded_by=current_person(request))
    return file_response(request, get_object_or_404(loose, pk=identity))


@require_safe
@login_required
def preview(request: HttpRequest, number: int, identity: uuid.UUID, size: str) -> HttpResponseBase:
    """GET /orders/4/files/<id>/medium: a picture of one of the order's entries, small, medium or large."""
    return preview_response(request, _file(request, number, identity), size)


def _file(request: HttpRequest, number: int, identity: uuid.UUID) -> File:
    order = get_visible_order(request, number)
    shown = EntryFile.objects.filter(entry__order=order, entry__deleted_at=None)
    found = shown.filter(file_id=identity).select_related("file").first()
    if found is None:
        raise Http404
    return found.file


def _fragment_contexts(request: HttpRequest, order: Order) -> dict[str, object]:
    actions = available_actions(order, current_person(request))
    return (
        {"order": order, "state": badge_for(order.state)}
        | details_of(order, actions, person=current_person(request))
        | action_buttons(actions)
    )


def _render_entries(request: HttpRequest, order: Order, found: list[Entry], *, read_to: int | None = None) -> object:
    return present_entries(order, found, person=current_person(request), zone=zone_for(request), read_to=read_to)


def _whole_number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else 0
