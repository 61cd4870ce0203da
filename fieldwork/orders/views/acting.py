"""The short forms of one order: release, fast close, not performed, field workers. Each: find, parse, act, show."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fieldwork.orders.finding import order_for
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.orders.views.answering import act, summary
from fieldwork.rest.problems import Forbidden, Refused, problem_of
from fieldwork.shell.doors import asked_by_script, person_of

Do = Callable[[dict[str, object], Submission], Entry | None]
Extra = Callable[[Order, dict[str, object], dict[str, str]], dict[str, Any]]


def form_view(
    request: HttpRequest, number: int, *, template: str, action: Action, do: Do, extra: Extra | None = None
) -> HttpResponse:
    """GET shows the form of `action` (or why it is not possible), POST runs `do`.

    `extra(order, data, errors)` adds what this form shows beside what was sent and its faults.
    """
    order = order_for(request, number)

    def show(data: dict[str, object], errors: dict[str, str]) -> HttpResponse:
        context = {
            "order": order,
            "data": data,
            "errors": errors,
            "summary": summary(errors),
            "form": template,
        }
        context |= extra(order, data, errors) if extra else {}
        whole = context["whole"] = not asked_by_script(request)
        return render(request, "orders/form_page.html" if whole else template, context)

    if request.method == "POST":
        return act(request, show, do)
    try:
        ask(order, action, person_of(request))
    except (Refused, Forbidden) as refusal:
        return _not_possible(request, order, refusal)
    return show({}, {})


def _not_possible(request: HttpRequest, order: Order, refusal: Refused | Forbidden) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return problem_of(refusal)
    context = {
        "order": order,
        "title": _("Not possible now"),
        "reason": refusal.reason,
        "form": "orders/refused.html",
        "whole": "HX-Request" not in request.headers,
    }
    whole = context["whole"]
    return render(request, "orders/form_page.html" if whole else "orders/refused.html", context)
