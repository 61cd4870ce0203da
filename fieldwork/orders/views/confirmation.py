"""The confirmation form."""

from babel.numbers import get_currency_precision
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.finding import order_for
from fieldwork.orders.forms import read_confirmation
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.orders.views.acting import form_view
from fieldwork.orders.views.answering import act, summary
from fieldwork.orders.views.create import files_sent
from fieldwork.orders.views.rows import Row, plan_rows, product_rows, staff_rows
from fieldwork.people.models import Person
from fieldwork.shell.doors import person_of, signed_in

FORM = "orders/confirmation_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order_confirmation(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/confirmation shows the form, POST /orders/4/confirmations sends it."""
    order = order_for(request, number)
    person = person_of(request)

    def do(data: dict[str, object], submission: Submission) -> Entry:
        return confirm(number, read_confirmation(data, order), by=person, submission=submission)

    def again(data: dict[str, object], errors: dict[str, str]) -> HttpResponse:
        context = {"order": order, "data": data, "errors": errors, "summary": summary(errors), "form": FORM}
        return render(request, FORM, context | _extra(order, person, data, errors))

    if request.method == "POST":
        return act(request, again, do)
    return form_view(
        request, number, template=FORM, action=Action.CONFIRM, do=do, extra=lambda found: _extra(found, person, {}, {})
    )


def _extra(order: Order, person: Person, data: dict[str, object], errors: dict[str, str]) -> dict[str, object]:
    plan = plan_rows(order)
    products, staff = product_rows(data, errors), staff_rows(data, errors)
    for row in products + staff:
        _beside_plan(row, plan["products"] + plan["staff"])
    return {
        "plan": plan,
        "nothing_planned": not plan["products"] and not plan["staff"],
        "products": products,
        "staff": staff,
        "files": files_sent(data, person),
        "place": order.confirmations.count() + 1,
        "blank": {"index": "__i__", "kind": "material"},
        "digits": get_currency_precision(order.currency),
        "wide": True,
    }


def _beside_plan(row: Row, plan: list[Row]) -> None:
    for planned in plan:
        code = planned.get("item") or planned.get("worker")
        if code == row["code"] and planned.get("kind", "labour") == row.get("kind", "labour"):
            row |= {"label": next(iter(planned["_label"].values())), **planned["_data"]}
