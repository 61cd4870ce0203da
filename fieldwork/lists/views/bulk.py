"""What is done to many orders at once: each asks the same right as alone, and who is refused is told by name."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.collation.sort_keys import in_order
from fieldwork.lists.actions.add_field_workers import Refusal, add_field_workers
from fieldwork.lists.actions.mark_orders_read import mark_orders_read
from fieldwork.lists.views.table import numbers_in
from fieldwork.orders.transitions import TRANSITIONS, Action, is_permitted
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.form_post import submission_of
from fieldwork.shell.auth import current_person, is_script_request, login_required


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def field_workers(request: HttpRequest) -> HttpResponse:
    """GET /orders/bulk/field-workers?numbers=4,7 shows the people; POST adds those chosen to these orders."""
    person = current_person(request)
    if not is_permitted(TRANSITIONS[Action.ADD_FIELD_WORKERS], person.roles, is_assigned=False):
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    numbers = numbers_in(given.get("numbers", ""))
    if request.method != "POST":
        return _form(request, numbers, [], "")
    emails = [value for name, value in request.POST.items() if name.startswith("users.") and isinstance(value, str)]
    submission = submission_of(request)
    if not (numbers and emails) or submission is None:
        return _form(request, numbers, [], _("Choose at least one person and one order."), status=422)
    refused = add_field_workers(numbers, emails, by=person, submission=submission)
    done = len(numbers) - len(refused)
    words = ngettext("Added to %(n)d order.", "Added to %(n)d orders.", done) % {"n": done}
    if refused:
        return _form(request, [one.number for one in refused], refused, words, status=422)
    answer = HttpResponse(status=200)
    answer["X-Toast"] = quote(words)
    return answer


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    """POST /orders/bulk/read: these orders are read."""
    done = mark_orders_read(numbers_in(request.POST.get("numbers", "")), by=current_person(request))
    answer = HttpResponse(status=200)
    answer["X-Toast"] = quote(ngettext("%(n)d order is read.", "%(n)d orders are read.", done) % {"n": done})
    return answer


def _form(
    request: HttpRequest, numbers: list[int], refused: list[Refusal], words: str, status: int = 200
) -> HttpResponse:
    active = in_order(Person.objects.filter(is_active=True), lambda one: one.name)
    people = [one for one in active if one.roles & Role.FIELD_WORKER]
    whole = not is_script_request(request)
    context = {
        "numbers": ",".join(map(str, numbers)),
        "count": len(numbers),
        "people": people,
        "refused": refused,
        "words": words,
        "chosen": set(request.POST.values()),
        "whole": whole,
    }
    template = "lists/field_workers_page.html" if whole else "lists/field_workers_form.html"
    return render(request, template, context, status=status)
