"""The short forms of one order: release, fast close, not performed, field workers. Each: find, parse, act, show."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from fieldwork.orders.models import Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action
from fieldwork.orders.views.form_submission import OnValid, error_summary, submit
from fieldwork.rest.errors import Conflict, Forbidden, problem_details_of
from fieldwork.shell.auth import current_person, is_script_request

ExtraContext = Callable[[Order, dict[str, object], dict[str, str]], dict[str, Any]]


def action_form_view(
    request: HttpRequest,
    number: int,
    *,
    template: str,
    action: Action,
    on_valid: OnValid,
    extra_context: ExtraContext | None = None,
) -> HttpResponse:
    """GET shows the form of `action` (or why it is not possible), POST runs `on_valid`.

    `extra_context(order, data, errors)` adds what this form shows beside what was sent and its errors.
    """
    order = get_visible_order(request, number)

    def show(data: dict[str, object], errors: dict[str, str]) -> HttpResponse:
        context = {
            "order": order,
            "data": data,
            "errors": errors,
            "summary": error_summary(errors),
            "form": template,
        }
        context |= extra_context(order, data, errors) if extra_context else {}
        whole = context["whole"] = not is_script_request(request)
        return render(request, "orders/form_page.html" if whole else template, context)

    if request.method == "POST":
        return submit(request, show, on_valid)
    try:
        authorize(order, action, current_person(request))
    except (Conflict, Forbidden) as refusal:
        return _not_possible(request, order, refusal)
    return show({}, {})


def _not_possible(request: HttpRequest, order: Order, refusal: Conflict | Forbidden) -> HttpResponse:
    if request.headers.get("X-Requested-With") == "fetch":
        return problem_details_of(refusal)
    context = {
        "order": order,
        "title": _("Not possible now"),
        "reason": refusal.reason,
        "form": "orders/form_refused.html",
        "whole": "HX-Request" not in request.headers,
    }
    whole = context["whole"]
    return render(request, "orders/form_page.html" if whole else "orders/form_refused.html", context)
