"""The confirmation form."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.finding import order_for
from fieldwork.orders.forms import read_confirmation
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.recipients import Moment, left_out, recipients_of, shown_to
from fieldwork.orders.states import STATE_ICONS, Action, State
from fieldwork.orders.submission import Submission
from fieldwork.orders.views.acting import form_view
from fieldwork.orders.views.create import files_sent
from fieldwork.orders.views.number_styles import decimal_mark, styles_told
from fieldwork.orders.views.rows import plan_rows, product_rows, staff_rows
from fieldwork.people.models import Person
from fieldwork.shell.doors import person_of, signed_in

FORM = "orders/confirmation_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order_confirmation(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/confirmation shows the form, POST /orders/4/confirmations sends it."""
    person = person_of(request)

    def do(data: dict[str, object], submission: Submission) -> Entry:
        order = order_for(request, number)
        form = read_confirmation(data, order, mark=decimal_mark())
        moments = (Moment.CONFIRMED, Moment.CLOSED) if form.last else (Moment.CONFIRMED,)
        out = left_out(data, recipients_of(order, *moments, by=person))
        return confirm(number, form, by=person, left_out=out, submission=submission)

    def extra(order: Order, data: dict[str, object], errors: dict[str, str]) -> dict[str, object]:
        return _extra(order, person, data)

    return form_view(request, number, template=FORM, action=Action.CONFIRM, do=do, extra=extra)


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
        "files": files_sent(data, person),
        "recipients": shown_to(data, recipients_of(order, Moment.CONFIRMED, Moment.CLOSED, by=person)),
        "place": order.confirmations.count() + 1,
        "blank": {"index": "__i__", "kind": "material"},
        "styles": styles_told(order.priced_in),
        "wide": True,
        "state": {"name": here.label, "place": list(State).index(here) + 1, "icon": STATE_ICONS[here]},
    }
