"""Who carries out the order."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import SetFieldWorkers
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.planned_workers import active_field_workers, planned_people
from fieldwork.orders.transitions import Action
from fieldwork.orders.views.action_form import action_form_view
from fieldwork.shell.auth import current_person, login_required


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def order_field_workers(request: HttpRequest, number: int) -> HttpResponse:
    """GET shows the people, POST /orders/4/field-workers sets who is on the order."""

    def do(data: dict[str, object]) -> Entry | None:
        command = SetFieldWorkers.parse({"users": [], **data})
        return set_field_workers(
            number,
            command.users,
            by=current_person(request),
            known_workers=command.known_workers,
        )

    template = "orders/field_workers_form.html"
    return action_form_view(
        request, number, template=template, action=Action.ADD_FIELD_WORKERS, on_valid=do, extra_context=_people
    )


def _people(order: Order, data: dict[str, object], errors: dict[str, str]) -> dict[str, object]:
    """The field workers to choose from: those sent before if any, else those there, else those of the plan."""
    planned = planned_people(order)
    there = {row.person_id for row in order.assignments.all()}
    sent = data.get("users")
    people = active_field_workers()
    chosen = {person.pk for person in people if person.email in sent} if isinstance(sent, list) else there or planned
    return {
        "people": [
            {"person": person, "index": index, "chosen": person.pk in chosen, "planned": person.pk in planned}
            for index, person in enumerate(people)
        ],
        "known_workers": data.get(
            "known_workers", " ".join(sorted(row.person.email for row in order.assignments.all()))
        ),
        "faulty": [field for field in errors if field.partition(".")[0] == "users"],
    }
