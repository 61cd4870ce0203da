"""The confirmation form."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.commands import ConfirmOrder
from fieldwork.orders.entry_payload import MailTrigger
from fieldwork.orders.line_input import line_context
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.recipients import excluded_recipients, recipient_choices, recipients_of
from fieldwork.orders.transitions import STATE_ICONS, Action, State
from fieldwork.orders.views.action_form import action_form_view
from fieldwork.orders.views.create import uploaded_files
from fieldwork.orders.views.line_rows import plan_rows, product_rows, staff_rows
from fieldwork.orders.views.number_styles import decimal_mark, number_styles_json
from fieldwork.people.models import Person
from fieldwork.shell.auth import current_person, login_required

FORM = "orders/confirmation_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def order_confirmation(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/confirmation shows the form, POST /orders/4/confirmations sends it."""
    person = current_person(request)

    def do(data: dict[str, object]) -> Entry:
        order = get_visible_order(request, number)
        command = ConfirmOrder.parse(data, line_context(data, mark=decimal_mark(), order=order))
        triggers = (MailTrigger.CONFIRMED, MailTrigger.CLOSED) if command.last else (MailTrigger.CONFIRMED,)
        out = excluded_recipients(data, recipients_of(order, *triggers, by=person))
        return confirm(number, command, by=person, excluded_recipients=out)

    def extra(order: Order, data: dict[str, object], errors: dict[str, str]) -> dict[str, object]:
        return _extra(order, person, data)

    return action_form_view(request, number, template=FORM, action=Action.CONFIRM, on_valid=do, extra_context=extra)


def _extra(order: Order, person: Person, data: dict[str, object]) -> dict[str, object]:
    plan, planned = plan_rows(order)
    here = State(order.state)
    products, staff = product_rows(data), staff_rows(data)
    for row in products + staff:
        row.update(planned.get(f"{row.get('kind', 'labour')}:{row['code']}", {}))
    return {
        "plan": plan,
        "planned": planned,
        "products": products,
        "staff": staff,
        "files": uploaded_files(data, person),
        "recipients": recipient_choices(
            data, recipients_of(order, MailTrigger.CONFIRMED, MailTrigger.CLOSED, by=person)
        ),
        "place": order.confirmations.count() + 1,
        "blank": {"index": "__i__", "kind": "material"},
        "styles": number_styles_json(order.priced_in),
        "wide": True,
        "state": {"name": here.label, "state_number": list(State).index(here) + 1, "icon": STATE_ICONS[here]},
    }
