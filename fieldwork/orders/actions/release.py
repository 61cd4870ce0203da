"""A supervisor approves the order with a signature."""

from django.utils import timezone

from fieldwork.orders.actions.freeze import content_now, freeze
from fieldwork.orders.actions.steps import acting, lock, move, record, replay
from fieldwork.orders.content import digest_to_sign
from fieldwork.orders.kinds import Kind, Title
from fieldwork.orders.models import Entry, Release
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action, State
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.signatures.drawing import Drawn, Typed, to_json


def release(
    number: int, signature: Drawn | Typed, *, by: Person, note: str = "", submission: Submission | None = None
) -> Entry:
    """The entry of the release; version 1 is frozen with it. Raises Forbidden, Refused, Invalid."""
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.RELEASE, by)
        now = timezone.now()
        shown = content_now(order, title=Title.SERVICE_ORDER, at=now, release=None, version=1, before=None, reason=None)
        signed = Release.objects.create(
            order=order, by=by, at=now, signature=to_json(signature), digest=digest_to_sign(shown)
        )
        move(order, State.RELEASED, by=by)
        version = freeze(order, title=Title.SERVICE_ORDER, at=now, release=signed)
        data = {"version": version.number, "from": State.CREATED}
        return record(order, Kind.RELEASED, by=by, submission=submission, text=note, data=data)
