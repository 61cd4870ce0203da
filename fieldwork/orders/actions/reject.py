"""A supervisor says No: the order ends before any work."""

from fieldwork.orders.actions.steps import acting, lock, move, record, replay
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action, State
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person


def reject(number: int, reason: str, *, by: Person, submission: Submission | None = None) -> Entry:
    """The entry of the rejection. Raises Forbidden, Refused, Invalid."""
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.REJECT, by)
        move(order, State.NOT_PERFORMED, by=by)
        data = {"from": State.CREATED}
        return record(order, Kind.REJECTED, by=by, submission=submission, text=reason, data=data)
