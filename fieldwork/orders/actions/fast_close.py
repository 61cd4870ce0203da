"""Close with the planned values."""

from collections.abc import Sequence

from django.utils import timezone

from fieldwork.orders.actions.freeze import freeze
from fieldwork.orders.actions.lines import copy_plan
from fieldwork.orders.actions.steps import acting, lock, mail_left_out, move, record, replay
from fieldwork.orders.kinds import Kind, Title
from fieldwork.orders.models import Confirmation, Entry
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action, State
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person


def fast_close(number: int, *, by: Person, left_out: Sequence[str] = (), submission: Submission | None = None) -> Entry:
    """The entry of the fast close. Raises Forbidden, Refused, Invalid. `left_out`: no rule mails them this once."""
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.FAST_CLOSE, by)
        now = timezone.now()
        confirmation = Confirmation.objects.create(order=order, number=1, by=by, at=now, last=True, fast=True)
        copy_plan(order, confirmation)
        move(order, State.FINALLY_CONFIRMED, by=by)
        version = freeze(order, title=Title.STATEMENT, at=now, release=order.release)
        data = {"confirmation": 1, "version": version.number, "from": State.RELEASED, **mail_left_out(left_out)}
        return record(order, Kind.FAST_CLOSED, by=by, submission=submission, data=data)
