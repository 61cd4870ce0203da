"""The steps every action is made of: lock, ask, write, move, record, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.attachments.models import File
from fieldwork.orders.actions.message_rules import save_mentions
from fieldwork.orders.entry_hooks import run_hooks
from fieldwork.orders.entry_payload import EntryPayload
from fieldwork.orders.entry_types import CHANGES, EntryKind, split_payload
from fieldwork.orders.events import publish, publish_read
from fieldwork.orders.models import Entry, EntryFile, Order, ReadReceipt
from fieldwork.orders.rights import conflict_with_current_state
from fieldwork.orders.transitions import REFUSAL_REASONS, State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid


def lock_order(number: int) -> Order:
    """The order, locked until the transaction ends. SQLite locks the whole file: it begins IMMEDIATE."""
    return (
        Order.objects.select_for_update(of=("self",))
        .select_related("client", "order_type", "created_by")
        .get(pk=number)
    )


def change_state(order: Order, target: State, *, by: Person) -> None:
    """The only way a state changes: one guarded UPDATE. Raises Conflict if somebody else was faster."""
    moved = Order.objects.filter(pk=order.pk, state=order.state, revision=order.revision).update(
        state=target, revision=F("revision") + 1
    )
    if not moved:
        order.refresh_from_db(fields=["state", "revision"])
        raise conflict_with_current_state(order, str(REFUSAL_REASONS[State(order.state)]), by)
    order.state = target
    order.revision += 1


def append_entry(
    order: Order,
    payload: EntryPayload,
    *,
    by: Person | None,
    files: Sequence[File] = (),
    about: int | None = None,
    at: datetime | None = None,
) -> Entry:
    """Writes the next journal entry under the order's lock, and announces it after commit; `at` is by default now."""
    now, kind = at or timezone.now(), EntryKind(payload.kind)
    text, data = split_payload(payload)
    _count(order, kind, now)
    entry = Entry.objects.create(
        order=order,
        seq=order.last_seq,
        kind=kind,
        author=by,
        created_at=now,
        text=text,
        data=data,
        about=about,
        news_count=order.news_count,
    )
    if files:
        EntryFile.objects.bulk_create(
            [EntryFile(entry=entry, file=file, position=place) for place, file in enumerate(files)]
        )
    if by is not None and kind not in CHANGES:
        _mark_read(entry, by)
    if kind is EntryKind.MESSAGE and "@" in text:
        save_mentions(order, entry)
    run_hooks(order, entry)
    publish(order.pk, entry.seq, kind)
    return entry


def _count(order: Order, kind: EntryKind, now: datetime) -> None:
    """Increments `last_seq`, and the news fields too unless the entry only changes how an earlier one looks."""
    moved: dict[str, Any] = {"last_seq": F("last_seq") + 1}
    order.last_seq += 1
    if kind not in CHANGES:
        moved |= {"news_count": F("news_count") + 1, "last_news_seq": F("last_seq") + 1, "last_news_at": now}
        order.news_count += 1
        order.last_news_seq, order.last_news_at = order.last_seq, now
    Order.objects.filter(pk=order.pk).update(**moved)


def _mark_read(entry: Entry, person: Person) -> None:
    """Writes and publishes the author's read receipt up to the entry: writing implies having read earlier ones."""
    ReadReceipt.objects.bulk_create(
        [ReadReceipt(order_id=entry.order_id, person=person, seq=entry.seq, news_count=entry.news_count)],
        update_conflicts=True,
        unique_fields=["person", "order"],
        update_fields=["seq", "news_count"],
    )
    publish_read(entry.order_id, person.pk, entry.seq)


def claim_files(files: Sequence[File]) -> Sequence[File]:
    """The same files, locked: two orders may name one at once. Raises Invalid if it already belongs to an entry."""
    if not files:
        return files
    list(File.objects.select_for_update().filter(pk__in=[file.pk for file in files]).order_by("pk"))
    if EntryFile.objects.filter(file__in=files).exists():
        raise Invalid({"files": _("One of the files was already sent. Remove it and add it again.")})
    return files
