"""What people do to entries of the timeline: change and delete their own messages, react, and whom they can name."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from fieldwork.orders.actions.delete import delete
from fieldwork.orders.actions.edit import edit
from fieldwork.orders.actions.react import react
from fieldwork.orders.finding import order_for
from fieldwork.orders.forms import read_reaction, read_wording
from fieldwork.orders.kinds import Kind
from fieldwork.orders.mentions import mentionable
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.orders.views.acting import form_view
from fieldwork.orders.views.answering import act
from fieldwork.rest.problems import Invalid, problem_of
from fieldwork.shell.doors import person_of, signed_in

MOST_PEOPLE = 500
Fields = dict[str, object]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_message(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """GET /orders/4/messages/12 shows one's own message in a form, POST changes its words."""
    message = _own(request, number, seq)

    def do(data: Fields, submission: Submission) -> Entry | None:
        return edit(number, seq, read_wording(data), by=person_of(request), submission=submission)

    return form_view(
        request, number, template="workspace/edit_form.html", action=Action.WRITE, do=do, extra=_extra(message)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def delete_message(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """GET /orders/4/messages/12/removal asks, POST deletes."""
    message = _own(request, number, seq)

    def do(_data: Fields, submission: Submission) -> Entry:
        return delete(number, seq, by=person_of(request), submission=submission)

    return form_view(
        request, number, template="workspace/delete_form.html", action=Action.WRITE, do=do, extra=_extra(message)
    )


@require_safe
@signed_in
def wordings(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """GET /orders/4/messages/12/wordings: what an edited message said before."""
    order = order_for(request, number)
    message = order.entries.filter(seq=seq, deleted_at=None).exclude(edited_at=None).select_related("by").first()
    if message is None:
        raise Http404
    form = "workspace/wordings.html"
    whole = "HX-Request" not in request.headers
    context = {"order": order, "message": message, "wordings": list(message.wordings.all()), "form": form}
    return render(request, "orders/form_page.html" if whole else form, {**context, "whole": whole})


@require_POST
@signed_in
def reactions(request: HttpRequest, number: int, seq: int) -> HttpResponse:
    """POST /orders/4/entries/12/reactions with sign and on=yes|no."""
    order = order_for(request, number)

    def do(data: Fields, submission: Submission) -> Entry | None:
        sign, on = read_reaction(data)
        try:
            return react(order.number, seq, sign, on=on, by=person_of(request), submission=submission)
        except Entry.DoesNotExist:
            raise Http404 from None

    def again(_data: Fields, errors: dict[str, str]) -> HttpResponse:
        return problem_of(Invalid(errors))

    return act(request, again, do)


@require_safe
@signed_in
def mentionable_people(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/mentionable: whom a message can name, as options of a list."""
    order = order_for(request, number)
    people = list(mentionable(order).exclude(pk=person_of(request).pk)[:MOST_PEOPLE])
    return render(request, "workspace/mentionable.html", {"people": people})


def _own(request: HttpRequest, number: int, seq: int) -> Entry:
    """One's own message; deleted, or somebody else's, there is nothing to change. Raises Http404."""
    mine = order_for(request, number).entries.filter(seq=seq, kind=Kind.MESSAGE, by=person_of(request))
    # What was just deleted by this very form is answered as it was then.
    mine = mine if request.method == "POST" else mine.filter(deleted_at=None)
    message = mine.first()
    if message is None:
        raise Http404
    return message


def _extra(message: Entry) -> Callable[[Order, Fields, dict[str, str]], Fields]:
    return lambda _order, _data, _errors: {"message": message}
