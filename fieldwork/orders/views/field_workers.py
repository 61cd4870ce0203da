"""Who carries out the order."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.staffing import active_field_workers, planned_people
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.orders.views.acting import form_view
from fieldwork.rest.reading import Reader
from fieldwork.shell.doors import person_of, signed_in

MOST = 100
LONGEST_SEEN = 100 * 255


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def order_field_workers(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the people, POST /orders/4/field-workers sets who is on the order."""

    def do(data: dict[str, object], submission: Submission) -> Entry | None:
        reader = Reader(data)
        emails = reader.texts("users", most=MOST)
        seen = reader.text("seen", longest=LONGEST_SEEN, required=False).split() if "seen" in data else None
        reader.check()
        return set_field_workers(number, emails, by=person_of(request), seen=seen, submission=submission)

    template = "orders/field_workers_form.html"
    return form_view(request, number, template=template, action=Action.ADD_FIELD_WORKERS, do=do, extra=_people)


def _people(order: Order, data: dict[str, object], errors: dict[str, str]) -> dict[str, object]:
    """The field workers to choose from: those sent before if any, else those there, else those of the plan."""
    planned = planned_people(order)
    there = {row.person_id for row in order.field_workers.all()}
    sent = data.get("users")
    people = active_field_workers()
    chosen = {person.pk for person in people if person.email in sent} if isinstance(sent, list) else there or planned
    return {
        "people": [
            {"person": person, "index": index, "chosen": person.pk in chosen, "planned": person.pk in planned}
            for index, person in enumerate(people)
        ],
        "seen": data.get("seen", " ".join(sorted(row.person.email for row in order.field_workers.all()))),
        "faulty": [field for field in errors if field.partition(".")[0] == "users"],
    }
