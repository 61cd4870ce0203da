"""Add the same people to many orders: each by the action of one order, under its own right and lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import uuid5

from django.utils.translation import gettext as _

from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict, Forbidden, Invalid
from fieldwork.rest.idempotency import Submission, idempotent, make_submission


@dataclass(frozen=True)
class Refusal:
    """An order that was left as it was, and why."""

    number: int
    reason: str


def add_field_workers(
    numbers: Sequence[int], emails: Sequence[str], *, by: Person, submission: Submission
) -> list[Refusal]:
    """Adds people to orders; those already assigned stay.

    Returns the orders to which nobody was added, with the reason; the others have all of them now.
    """
    refused = []
    visible = Order.objects.visible_to(by).in_bulk(numbers)
    for number in numbers:
        if number not in visible:
            refused.append(Refusal(number, _("This does not exist, or you cannot see it.")))
            continue
        there = list(visible[number].assignments.values_list("person__email", flat=True))
        sending = make_submission(uuid5(submission.id, str(number)), [number, list(emails)])
        act = partial(set_field_workers, number, [*there, *emails], by=by, known_workers=there)
        try:
            idempotent(sending, act, by=by, model=Entry)
        except (Conflict, Forbidden) as no:
            refused.append(Refusal(number, str(no.reason)))
        except Invalid as wrong:
            refused.append(Refusal(number, " ".join(wrong.errors.values())))
    return refused
