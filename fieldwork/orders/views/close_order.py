"""Fast close, and not performed."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.commands import AnswerQuestion, GiveReason
from fieldwork.orders.entry_payload import MailTrigger
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.recipients import excluded_recipients, recipient_choices, recipients_of
from fieldwork.orders.totals import total_of
from fieldwork.orders.transitions import Action
from fieldwork.orders.views.action_form import action_form_view
from fieldwork.shell.auth import current_person, login_required


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def fast_close_form(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows what will be confirmed, POST /orders/4/fast-close answers Yes or No; No changes nothing."""

    def do(data: dict[str, object]) -> Entry | None:
        if not AnswerQuestion.parse(data).decision:
            return None
        person = current_person(request)
        due = recipients_of(get_visible_order(request, number), MailTrigger.CONFIRMED, MailTrigger.CLOSED, by=person)
        return fast_close(number, by=person, excluded_recipients=excluded_recipients(data, due))

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        lines = list(order.lines.filter(confirmation=None))
        recipients = recipient_choices(
            data, recipients_of(order, MailTrigger.CONFIRMED, MailTrigger.CLOSED, by=current_person(request))
        )
        return {"lines": lines, "totals": total_of(lines), "recipients": recipients}

    return action_form_view(
        request,
        number,
        template="orders/fast_close_form.html",
        action=Action.FAST_CLOSE,
        on_valid=do,
        extra_context=extra,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def not_performed_form(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the form, POST /orders/4/not-performed ends the order without work."""

    def do(data: dict[str, object]) -> Entry:
        reason, person = GiveReason.parse(data).reason, current_person(request)
        out = excluded_recipients(
            data, recipients_of(get_visible_order(request, number), MailTrigger.NOT_PERFORMED, by=person)
        )
        return not_performed(number, reason, by=person, excluded_recipients=out)

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        return {
            "recipients": recipient_choices(
                data, recipients_of(order, MailTrigger.NOT_PERFORMED, by=current_person(request))
            )
        }

    template = "orders/not_performed_form.html"
    return action_form_view(
        request, number, template=template, action=Action.NOT_PERFORMED, on_valid=do, extra_context=extra
    )
