"""A slow round over all that is stored: each file is read whole once in a while, and a damaged PDF is made again."""

import logging
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from fieldwork.attachments.file_damage import (
    LONGEST_UNREAD_FIRST,
    Damage,
    check_files,
    damage_of,
    due_for_check,
    limited_bytes,
)
from fieldwork.attachments.models import File
from fieldwork.documents.actions.make_pdf import RenderingFailed
from fieldwork.documents.actions.repair_pdf import repair_pdf
from fieldwork.documents.models import Document

CHECK_EVERY = timedelta(days=30)
CHECK_DAMAGED_EVERY = timedelta(days=1)
"""An administrator may have put it right."""

MAX_FILES = 100
MAX_BYTES = 20_000_000
"""Of each round, which is one every twenty seconds: a megabyte a second."""

MAX_REPAIRED = 3
log = logging.getLogger(__name__)


def scrub_files() -> bool:
    """Checks one round of files and repairs some PDFs; returns whether another round is wanted soon.

    Two processes may run it at once: both read the same.
    """
    now = timezone.now()
    condition = due_for_check(now - CHECK_EVERY, now - CHECK_DAMAGED_EVERY)
    more = False
    tables: list[QuerySet[Any]] = [Document.objects.filter(ready_at__isnull=False), File.objects.all()]
    for rows in tables:
        waiting = list(rows.filter(condition).order_by(LONGEST_UNREAD_FIRST, "pk")[: MAX_FILES + 1])
        read = limited_bytes(waiting[:MAX_FILES], MAX_BYTES)
        for damaged in check_files(read, rows, now):
            log.error("%s is damaged: %s", damaged.storage_path, damaged.pk)
        more = more or len(read) < len(waiting)
    return repair_some() or more


def repair_some() -> bool:
    """Makes PDFs again that were found damaged; whether more of them wait."""
    now = timezone.now()
    may_try = Q(next_try_at=None) | Q(next_try_at__lte=now)
    damaged = Document.objects.filter(may_try, ready_at__isnull=False).exclude(damage=Damage.NONE)
    waiting = list(damaged.select_related("version").order_by("pk")[: MAX_REPAIRED + 1])
    for document in waiting[:MAX_REPAIRED]:
        if not damage_of(document):
            # Somebody has put it right.
            row = Document.objects.filter(pk=document.pk)
            row.update(damage=Damage.NONE, checked_at=now, error="", next_try_at=None)
            continue
        try:
            repair_pdf(document, Damage(document.damage))
        except RenderingFailed as failure:
            log.warning("%s is tried again later", failure.document)
    return len(waiting) > MAX_REPAIRED
