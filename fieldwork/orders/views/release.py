"""Release or reject."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release, shown_digest
from fieldwork.orders.finding import order_for
from fieldwork.orders.forms import LONGEST_NOTE, read_reason
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.recipients import Moment, left_out, recipients_of, shown_to
from fieldwork.orders.staffing import planned_field_workers
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.orders.totals import total_of
from fieldwork.orders.views.acting import form_view
from fieldwork.rest.problems import Invalid
from fieldwork.rest.reading import Reader
from fieldwork.shell.doors import person_of, signed_in
from fieldwork.signatures.drawing import BadSignature, Drawn, Typed, read_signature


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def release_order(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the form, POST /orders/4/release answers Yes or No."""
    person = person_of(request)

    def do(data: dict[str, object], submission: Submission) -> Entry:
        reader = Reader(data)
        yes = reader.yes_no("decision")
        reader.check()
        if not yes:
            return reject(number, read_reason(data), by=person, submission=submission)
        note = reader.text("note", longest=LONGEST_NOTE, required=False)
        seen = reader.text("seen", longest=64, required=False) or None
        reader.check()
        out = left_out(data, recipients_of(order_for(request, number), Moment.RELEASED, by=person))
        planned = planned_field_workers(order_for(request, number)) if data.get("planned") == "yes" else []
        return release(
            number, _signature(data), by=person, note=note, seen=seen, left_out=out,
            field_workers=[one.email for one in planned], submission=submission,
        )  # fmt: skip

    def extra(order: Order, data: dict[str, object], _errors: object) -> dict[str, object]:
        total = total_of(order.lines.filter(confirmation=None)).total
        return {
            "total": total,
            "person": person,
            "planned": planned_field_workers(order),
            "seen": data.get("seen") or shown_digest(order),
            "recipients": shown_to(data, recipients_of(order, Moment.RELEASED, by=person)),
        }

    return form_view(request, number, template="orders/release_form.html", action=Action.RELEASE, do=do, extra=extra)


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
