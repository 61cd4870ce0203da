"""Stored files: what was found damaged, and `fieldwork check --files`, which reads every one of them now."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fieldwork.attachments.file_damage import Damage, check_files
from fieldwork.attachments.models import File
from fieldwork.commands.terminal import ProgressBar, print_line
from fieldwork.commands.terminal_language import _
from fieldwork.documents.models import Document
from fieldwork.orders.models import EntryFile

AT_ONCE = 50
"""Files that are read before what was found is kept."""


def damaged_files() -> str | None:
    """Whether the slow round found files whose bytes are not those that were kept."""
    return _damage_sentence(list(_names()))


def every_file() -> str | None:
    """The same, after each file and PDF was read whole."""
    files: QuerySet[Any] = File.objects.order_by("pk")
    documents: QuerySet[Any] = Document.objects.filter(ready_at__isnull=False).order_by("pk")
    counts = files.count(), documents.count()
    bar, done = ProgressBar(_("Reading files and PDFs")), 0
    for rows in (files, documents):
        keys = list(rows.values_list("pk", flat=True))
        for start in range(0, len(keys), AT_ONCE):
            some = keys[start : start + AT_ONCE]
            check_files(rows.filter(pk__in=some), rows.model._default_manager.all(), timezone.now())
            done += len(some)
            bar(done, sum(counts))
    bar.done()
    names = list(_names())
    print_line(
        _("Read: %(files)s files and %(documents)s PDFs. Damaged: %(damaged)s.")
        % {"files": counts[0], "documents": counts[1], "damaged": len(names)}
    )
    return _damage_sentence(names)


def _damage_sentence(names: list[str]) -> str | None:
    if not names:
        return None
    return _(
        "Damaged in the storage: %(names)s. A PDF is made again while the program runs; bring files back from a backup."
    ) % {"names": "; ".join(names)}


def _names() -> Iterator[str]:
    damaged = File.objects.exclude(damage=Damage.NONE).order_by("uploaded_at", "pk")
    rows = EntryFile.objects.filter(file__in=damaged).values_list("file", "entry__order")
    orders: dict[object, int] = dict(rows)
    for file in damaged:
        where = _("order %(number)s") % {"number": orders[file.pk]} if file.pk in orders else _("never sent")
        yield f"{where}, {file.name} ({file.storage_path})"
    for document in Document.objects.exclude(damage=Damage.NONE).select_related("version").order_by("version"):
        version = document.version
        where = _("order %(number)s") % {"number": version.order_id}
        yield f"{where}, {_('version %(number)s') % {'number': version.number}} ({document.storage_path})"
