"""End a released order without work: all costs are cancelled."""

from collections.abc import Sequence

from django.utils import timezone

from fieldwork.orders.actions.freeze import freeze
from fieldwork.orders.actions.steps import acting, lock, mail_left_out, move, record, replay
from fieldwork.orders.kinds import Kind, Title
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action, State
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person


def not_performed(
    number: int, reason: str, *, by: Person, left_out: Sequence[str] = (), submission: Submission | None = None
) -> Entry:
    """The entry of the end; a statement over nothing is frozen with it. Raises Forbidden, Refused, Invalid.

    `left_out` are addresses that no rule mails this once.
    """
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.NOT_PERFORMED, by)
        move(order, State.NOT_PERFORMED, by=by)
        now = timezone.now()
        version = freeze(order, title=Title.STATEMENT, at=now, release=order.release, reason=reason, by=by.name)
        data = {"version": version.number, "from": State.RELEASED, **mail_left_out(left_out)}
        return record(order, Kind.NOT_PERFORMED, by=by, submission=submission, text=reason, data=data)
