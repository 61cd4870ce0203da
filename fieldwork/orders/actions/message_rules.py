"""What the actions on messages share: whose message it is, what it answers, whom it names, what it said before."""

from datetime import datetime

from django.utils.translation import gettext as _

from fieldwork.orders.entry_types import CHANGES, EntryKind
from fieldwork.orders.mentions import mentionable, named_in
from fieldwork.orders.models import Entry, Mention, MessageRevision, Order
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict, Forbidden, Invalid


def require_answerable(order: Order, seq: int | None) -> int | None:
    """The same `seq`, or None. Raises Invalid if that is no entry of this order that people see."""
    if seq is not None and not order.entries.filter(seq=seq).exclude(kind__in=CHANGES).exists():
        raise Invalid({"answers": _("The entry that this answers is not in this order")})
    return seq


def require_own_message(order: Order, seq: int, by: Person) -> Entry:
    """The message. Raises Entry.DoesNotExist, Forbidden for somebody else's, Conflict once it is deleted."""
    message = order.entries.get(seq=seq)
    if message.kind != EntryKind.MESSAGE or message.author_id != by.pk:
        raise Forbidden(_("Only who wrote a message can change it."))
    if message.deleted_at is not None:
        raise Conflict(_("This message was deleted."), state=order.state, version=order.revision)
    return message


def save_revision(message: Entry, now: datetime) -> None:
    """Writes the message's present text to MessageRevision, so that it stays readable after an edit."""
    MessageRevision.objects.create(entry=message, text=message.text, replaced_at=now)


def save_mentions(order: Order, message: Entry) -> None:
    """Notes whom the message names now; who is not named any more is forgotten."""
    named = named_in(message.text, mentionable(order)) if "@" in message.text else []
    Mention.objects.filter(entry=message).exclude(person__in=named).delete()
    Mention.objects.bulk_create([Mention(entry=message, person=person) for person in named], ignore_conflicts=True)
