"""Fast close, and not performed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.finding import order_for
from fieldwork.orders.forms import read_reason
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.recipients import Moment, left_out, recipients_of, shown_to
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.orders.totals import total_of
from fieldwork.orders.views.acting import form_view
from fieldwork.rest.reading import Reader
from fieldwork.shell.doors import person_of, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close_fast(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows what will be confirmed, POST /orders/4/fast-close answers Yes or No; No changes nothing."""

    def do(data: dict[str, object], submission: Submission) -> Entry | None:
        reader = Reader(data)
        yes = reader.yes_no("decision")
        reader.check()
        if not yes:
            return None
        person = person_of(request)
        due = recipients_of(order_for(request, number), Moment.CONFIRMED, Moment.CLOSED, by=person)
        return fast_close(number, by=person, left_out=left_out(data, due), submission=submission)

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        lines = list(order.lines.filter(confirmation=None))
        recipients = shown_to(data, recipients_of(order, Moment.CONFIRMED, Moment.CLOSED, by=person_of(request)))
        return {"lines": lines, "totals": total_of(lines), "recipients": recipients}

    return form_view(
        request, number, template="orders/fast_close_form.html", action=Action.FAST_CLOSE, do=do, extra=extra
    )


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def close_not_performed(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the form, POST /orders/4/not-performed ends the order without work."""

    def do(data: dict[str, object], submission: Submission) -> Entry:
        reason, person = read_reason(data), person_of(request)
        out = left_out(data, recipients_of(order_for(request, number), Moment.NOT_PERFORMED, by=person))
        return not_performed(number, reason, by=person, left_out=out, submission=submission)

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        return {"recipients": shown_to(data, recipients_of(order, Moment.NOT_PERFORMED, by=person_of(request)))}

    template = "orders/not_performed_form.html"
    return form_view(request, number, template=template, action=Action.NOT_PERFORMED, do=do, extra=extra)
