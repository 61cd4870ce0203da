"""Write to everyone on the order."""

from fieldwork.attachments.actions.keep import files_of
from fieldwork.orders.actions.steps import acting, lock, record, replay, unused
from fieldwork.orders.actions.talk import answered
from fieldwork.orders.forms import NewMessage
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person


def write(number: int, form: NewMessage, *, by: Person, submission: Submission | None = None) -> Entry:
    """The entry of the message. Raises Forbidden, Invalid."""
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.WRITE, by)
        about = answered(order, form.answers)
        files = unused(files_of(form.files, by=by))
        return record(order, Kind.MESSAGE, by=by, submission=submission, text=form.text, files=files, about=about)
