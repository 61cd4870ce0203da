"""Release or reject."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release, snapshot_digest
from fieldwork.orders.forms import MAX_NOTE, read_reason
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.orders.planned_workers import planned_field_workers
from fieldwork.orders.recipients import MailTrigger, excluded_recipients, recipient_choices, recipients_of
from fieldwork.orders.submission import Submission
from fieldwork.orders.totals import total_of
from fieldwork.orders.transitions import Action
from fieldwork.orders.views.action_form import action_form_view
from fieldwork.rest.errors import Invalid
from fieldwork.rest.input_reader import InputReader
from fieldwork.shell.auth import current_person, login_required
from fieldwork.signatures.signature import BadSignature, Drawn, Typed, read_signature


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release_order(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the form, POST /orders/4/release answers Yes or No."""
    person = current_person(request)

    def do(data: dict[str, object], submission: Submission) -> Entry:
        reader = InputReader(data)
        yes = reader.yes_no("decision")
        reader.raise_errors()
        if not yes:
            return reject(number, read_reason(data), by=person, submission=submission)
        note = reader.text("note", max_length=MAX_NOTE, required=False)
        displayed_digest = reader.text("seen", max_length=64, required=False) or None
        reader.raise_errors()
        out = excluded_recipients(
            data, recipients_of(get_visible_order(request, number), MailTrigger.RELEASED, by=person)
        )
        planned = planned_field_workers(get_visible_order(request, number)) if data.get("planned") == "yes" else []
        return release(
            number, _signature(data), by=person, note=note, displayed_digest=displayed_digest, excluded_recipients=out,
            field_workers=[one.email for one in planned], submission=submission,
        )  # fmt: skip

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        total = total_of(order.lines.filter(confirmation=None)).total
        return {
            "total": total,
            "person": person,
            "planned": planned_field_workers(order),
            "seen": data.get("seen") or snapshot_digest(order),
            "recipients": recipient_choices(data, recipients_of(order, MailTrigger.RELEASED, by=person)),
        }

    return action_form_view(
        request, number, template="orders/release_form.html", action=Action.RELEASE, on_valid=do, extra_context=extra
    )


def _signature(data: dict[str, object]) -> Drawn | Typed:
    try:
        typed = data.get("typed")
        if typed or data.get("way") == "type":
            return read_signature({"typed": typed or ""})
        drawn = str(data.get("signature") or "")
        return read_signature(json.loads(drawn) if drawn else {"width": 1, "height": 1, "strokes": []})
    except BadSignature as bad:
        raise Invalid({"signature": bad.message}) from bad
    except (ValueError, RecursionError) as broken:
        raise Invalid({"signature": _("The signature did not arrive whole. Please sign again.")}) from broken
