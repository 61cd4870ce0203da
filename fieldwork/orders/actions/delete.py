"""Delete one's own message within a day: a mark stays in the timeline, its words stay in the journal, unseen."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.steps import acting, lock, record, replay
from fieldwork.orders.actions.talk import keep_words, own_message
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.rest.problems import Refused

HOURS = 24


def may_still_be_deleted(message: Entry) -> bool:
    """Whether it was written less than HOURS ago."""
    return timezone.now() - message.at < timedelta(hours=HOURS)


def delete(number: int, seq: int, *, by: Person, submission: Submission | None = None) -> Entry:
    """The entry that tells of it. Raises Entry.DoesNotExist, Forbidden, Refused."""
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.WRITE, by)
        message = own_message(order, seq, by)
        if not may_still_be_deleted(message):
            reason = _("A message can be deleted for %(hours)s hours after it was written.") % {"hours": HOURS}
            raise Refused(reason, state=order.state, version=order.version)
        now = timezone.now()
        keep_words(message, now)
        Entry.objects.filter(pk=message.pk).update(text="", deleted_at=now)
        message.mentions.all().delete()
        message.reactions.all().delete()
        return record(order, Kind.DELETED, by=by, submission=submission, about=seq)
