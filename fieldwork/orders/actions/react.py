"""Put a sign under an entry, or take it back."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.steps import acting, changed_nothing, lock, record, remember_nothing, replay
from fieldwork.orders.kinds import CHANGES, Kind
from fieldwork.orders.models import Entry, Reaction
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.rest.problems import Refused


def react(
    number: int, seq: int, sign: str, *, on: bool, by: Person, submission: Submission | None = None
) -> Entry | None:
    """The entry that tells of it; None where the sign stands, or is gone, already.

    Raises Entry.DoesNotExist, Forbidden, Refused.
    """
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        if changed_nothing(submission, by=by):
            return None
        ask(order, Action.WRITE, by)
        target = order.entries.exclude(kind__in=CHANGES).get(seq=seq)
        if target.deleted_at is not None:
            raise Refused(_("This message was deleted."), state=order.state, version=order.version)
        there = Reaction.objects.filter(entry=target, person=by, sign=sign)
        if there.exists() == on:
            remember_nothing(submission, by=by)
            return None
        if on:
            Reaction.objects.create(entry=target, person=by, sign=sign, at=timezone.now())
        else:
            there.delete()
        return record(order, Kind.REACTED, by=by, submission=submission, about=seq, data={"sign": sign, "on": on})
