"""What people do to entries of the timeline: change and delete their own messages, react, and whom they can name."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fieldwork.orders.actions.delete_message import delete
from fieldwork.orders.actions.edit_message import edit
from fieldwork.orders.actions.react_to_entry import react
from fieldwork.orders.commands import EditMessage, React
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.mentions import mentionable
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.transitions import Action
from fieldwork.orders.views.action_form import action_form_view
from fieldwork.orders.views.form_submission import submit
from fieldwork.rest.errors import Invalid, problem_details_of
from fieldwork.shell.auth import current_person, login_required

MAX_MENTIONABLE = 500
Fields = dict[str, object]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_message(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """GET /orders/4/messages/12 shows one's own message in a form, POST changes its words."""
    message = _own(request, number, seq)

    def do(data: Fields) -> Entry | None:
        return edit(number, seq, EditMessage.parse(data).text, by=current_person(request))

    return action_form_view(
        request,
        number,
        template="workspace/edit_form.html",
        action=Action.WRITE,
        on_valid=do,
        extra_context=_extra(message),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete_message(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """GET /orders/4/messages/12/removal asks, POST deletes."""
    message = _own(request, number, seq)

    def do(_data: Fields) -> Entry:
        return delete(number, seq, by=current_person(request))

    return action_form_view(
        request,
        number,
        template="workspace/delete_form.html",
        action=Action.WRITE,
        on_valid=do,
        extra_context=_extra(message),
    )


@require_safe
@login_required
def message_revisions(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """GET /orders/4/messages/12/wordings: what an edited message said before."""
    order = get_visible_order(request, number)
    message = order.entries.filter(seq=seq, deleted_at=None).exclude(edited_at=None).select_related("author").first()
    if message is None:
        raise Http404
    form = "workspace/message_revisions.html"
    whole = "HX-Request" not in request.headers
    context = {"order": order, "message": message, "wordings": list(message.revisions.all()), "form": form}
    return render(request, "orders/form_page.html" if whole else form, {**context, "whole": whole})


@require_POST
@login_required
def reactions(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """POST /orders/4/entries/12/reactions with sign and on=yes|no."""
    order = get_visible_order(request, number)

    def do(data: Fields) -> Entry | None:
        command = React.parse(data)
        try:
            return react(order.number, seq, command.sign, on=command.on, by=current_person(request))
        except Entry.DoesNotExist:
            raise Http404 from None

    def render_errors(_data: Fields, errors: dict[str, str]) -> HttpResponse:
        return problem_details_of(Invalid(errors))

    return submit(request, render_errors, do)


@require_safe
@login_required
def mentionable_people(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/mentionable: whom a message can name, as options of a list."""
    order = get_visible_order(request, number)
    people = list(mentionable(order).exclude(pk=current_person(request).pk)[:MAX_MENTIONABLE])
    return render(request, "workspace/mentionable.html", {"people": people})


def _own(request: HttpRequest, number: int, seq: int) -> Entry:
    """Returns the person's own message. Raises Http404 for another's and for a deleted one.

    On POST a deleted one is returned, so that a repeated form is answered like the first.
    """
    mine = get_visible_order(request, number).entries.filter(
        seq=seq, kind=EntryKind.MESSAGE, author=current_person(request)
    )
    # What was just deleted by this very form is answered as it was then.
    mine = mine if request.method == "POST" else mine.filter(deleted_at=None)
    message = mine.first()
    if message is None:
        raise Http404
    return message


def _extra(message: Entry) -> Callable[[Order, Fields, dict[str, str]], Fields]:
    return lambda _order, _data, _errors: {"message": message}
