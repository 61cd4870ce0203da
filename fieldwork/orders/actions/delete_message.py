"""Delete one's own message within a day: a mark stays in the timeline, its words stay in the journal, unseen."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.message_rules import require_own_message, save_revision
from fieldwork.orders.actions.transaction import append_entry, lock_order
from fieldwork.orders.entry_types import DeletedEntry
from fieldwork.orders.models import Entry
from fieldwork.orders.rights import authorize
from fieldwork.orders.transitions import Action
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict

HOURS = 24


def is_deletable(message: Entry) -> bool:
    """Whether it was written less than HOURS ago."""
    return timezone.now() - message.created_at < timedelta(hours=HOURS)


def delete(number: int, seq: int, *, by: Person) -> Entry:
    """The entry that tells of it. Raises Entry.DoesNotExist, Forbidden, Conflict."""
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.WRITE, by)
        message = require_own_message(order, seq, by)
        if not is_deletable(message):
            reason = _("A message can be deleted for %(hours)s hours after it was written.") % {"hours": HOURS}
            raise Conflict(reason, state=order.state, version=order.revision)
        now = timezone.now()
        save_revision(message, now)
        Entry.objects.filter(pk=message.pk).update(text="", deleted_at=now)
        message.mentions.all().delete()
        message.reactions.all().delete()
        return append_entry(order, DeletedEntry(), by=by, about=seq)
