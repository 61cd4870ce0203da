"""Release or reject."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release, snapshot_digest
from fieldwork.orders.commands import AnswerQuestion, GiveReason, ReleaseOrder
from fieldwork.orders.entry_payload import MailTrigger
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.planned_workers import planned_field_workers
from fieldwork.orders.recipients import excluded_recipients, recipient_choices, recipients_of
from fieldwork.orders.totals import total_of
from fieldwork.orders.transitions import Action
from fieldwork.orders.views.action_form import action_form_view
from fieldwork.shell.auth import current_person, login_required
from fieldwork.signatures.signature_field import with_signature_of_pad


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release_order(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the form, POST /orders/4/release answers Yes or No."""
    person = current_person(request)

    def do(data: dict[str, object]) -> Entry:
        if not AnswerQuestion.parse(data).decision:
            return reject(number, GiveReason.parse(data).reason, by=person)
        command = ReleaseOrder.parse(with_signature_of_pad(data))
        out = excluded_recipients(
            data, recipients_of(get_visible_order(request, number), MailTrigger.RELEASED, by=person)
        )
        planned = planned_field_workers(get_visible_order(request, number)) if data.get("planned") == "yes" else []
        return release(
            number, command.signature, by=person, note=command.note,
            displayed_digest=command.displayed_digest or None, excluded_recipients=out,
            field_workers=[one.email for one in planned],
        )  # fmt: skip

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        total = total_of(order.lines.filter(confirmation=None)).total
        return {
            "total": total,
            "person": person,
            "planned": planned_field_workers(order),
            "displayed_digest": data.get("displayed_digest") or snapshot_digest(order),
            "recipients": recipient_choices(data, recipients_of(order, MailTrigger.RELEASED, by=person)),
        }

    return action_form_view(
        request, number, template="orders/release_form.html", action=Action.RELEASE, on_valid=do, extra_context=extra
    )
