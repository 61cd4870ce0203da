"""Keeps the index: with each entry, and all of it anew."""

from collections.abc import Callable, Iterable, Iterator

from django.db import transaction

from fieldwork.orders.entry_types import ENTRY_TYPES, EntryKind
from fieldwork.orders.models import Entry, EntryFile, Order
from fieldwork.search.actions.replace_texts import replace_texts
from fieldwork.search.entry_text import searchable_text
from fieldwork.search.models import SLOTS, Text
from fieldwork.search.tokens import index_tokens, kind_mark, order_mark

AT_ONCE = 1000


def index(order: Order, entry: Entry) -> None:
    """Part of the transaction that records `entry`; what changes an earlier message changes its words here."""
    if entry.kind in (EntryKind.EDITED, EntryKind.DELETED):
        changed = order.entries.get(seq=entry.about or 0)
        replace_texts(_texts(order, changed, _files(changed)), instead_of=[changed.pk])
    else:
        may_have_files = ENTRY_TYPES[EntryKind(entry.kind)].has_files
        replace_texts(_texts(order, entry, _files(entry) if may_have_files else []), instead_of=[])


def is_whole() -> bool:
    """Whether the oldest entry is indexed: `rebuild` comes to it last."""
    oldest = Entry.objects.order_by("pk").first()
    return oldest is None or Text.objects.filter(entry=oldest).exists()


def rebuild(progress: Callable[[int], None]) -> int:
    """Makes the whole index anew, the newest first, while others write; `told(how many entries)` now and then."""
    before, done = None, 0
    while batch := _batch(before):
        with transaction.atomic():
            # Locked, so that nobody changes these words while they are read and written.
            locked = Entry.objects.select_for_update(of=("self",)).filter(pk__in=batch)
            entries = list(locked.select_related("order").prefetch_related("files__file").order_by("pk"))
            replace_texts(list(_all(entries)), instead_of=batch)
        before, done = batch[-1], done + len(batch)
        progress(done)
    return done


def _batch(before: int | None) -> list[int]:
    entries = Entry.objects.filter(pk__lt=before) if before else Entry.objects.all()
    return list(entries.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])


def _all(entries: Iterable[Entry]) -> Iterator[Text]:
    for entry in entries:
        yield from _texts(entry.order, entry, entry.files.all())


def _files(entry: Entry) -> Iterable[EntryFile]:
    return EntryFile.objects.filter(entry=entry).select_related("file")


def _texts(order: Order, entry: Entry, files: Iterable[EntryFile]) -> list[Text]:
    if entry.deleted_at is not None:
        return []
    first = entry.pk * SLOTS
    texts = [
        Text(id=first + 1 + place, entry=entry, file=one.file, words=_indexed(one.file.name, order, "file"))
        for place, one in enumerate(files)
    ]
    if entry.kind == EntryKind.CREATED:
        words = _indexed(f"{order.pk} {order.name} {order.description}", order, "order")
        texts.append(Text(id=first, entry=entry, words=words))
    elif said := searchable_text(entry):
        texts.append(Text(id=first, entry=entry, words=_indexed(said, order, "words")))
    return texts


def _indexed(text: str, order: Order, kind: str) -> str:
    return index_tokens(text, [order_mark(order.pk), kind_mark(kind)])
