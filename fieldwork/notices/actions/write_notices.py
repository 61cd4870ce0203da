"""Write the notices of a journal entry, in its transaction: both are kept, or neither."""

from django.db import transaction

from fieldwork.notices.channel_preferences import channels_of
from fieldwork.notices.models import Mute, Notice
from fieldwork.notices.notice_reasons import Channel
from fieldwork.notices.notice_recipients import Concerned, concerned_by, message_of
from fieldwork.notices.sender_wakeup import wake
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.mentions import mentionable
from fieldwork.orders.models import Entry, Order


def write_notices(order: Order, entry: Entry) -> None:
    """Writes one notice for each person concerned who sees the order and did not mute it.

    An entry that concerns nobody needs no further query. Somebody named by an edit is told of the message, unless
    they were told of it before.
    """
    concerned = concerned_by(order, entry)
    if not concerned:
        return
    muted = Mute.objects.filter(order=order).values("person")
    reached = mentionable(order).filter(pk__in=concerned).exclude(pk__in=muted).values_list("pk", flat=True)
    _write(order, entry, {person: concerned[person] for person in reached})


def _write(order: Order, entry: Entry, concerned: Concerned) -> None:
    if not concerned:
        return
    about = message_of(order, entry) if entry.kind == EntryKind.EDITED else entry
    channels = channels_of(list(concerned), set(concerned.values()))
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=person, order=order, entry=about, seq=entry.seq, concern=concern, created_at=entry.created_at,
                **{channel.value: channel in channels[person, concern] for channel in Channel},
            )
            for person, concern in concerned.items()
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    transaction.on_commit(wake, robust=True)
