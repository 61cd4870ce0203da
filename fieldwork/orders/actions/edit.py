"""Change the words of one's own message; what it said before is kept."""

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.steps import acting, changed_nothing, lock, record, remember_nothing, replay
from fieldwork.orders.actions.talk import keep_words, mention, own_message
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.rest.problems import Invalid


def edit(number: int, seq: int, text: str, *, by: Person, submission: Submission | None = None) -> Entry | None:
    """The entry that tells of it; None where the words are the same.

    Raises Entry.DoesNotExist, Forbidden, Refused, Invalid.
    """
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        if changed_nothing(submission, by=by):
            return None
        ask(order, Action.WRITE, by)
        message = own_message(order, seq, by)
        if not text and not message.files.exists():
            raise Invalid({"text": _("Write something, or delete the message")})
        if text == message.text:
            remember_nothing(submission, by=by)
            return None
        message.edited_at = timezone.now()
        keep_words(message, message.edited_at)
        message.text = text
        Entry.objects.filter(pk=message.pk).update(text=text, edited_at=message.edited_at)
        mention(order, message)
        return record(order, Kind.EDITED, by=by, submission=submission, about=seq)
