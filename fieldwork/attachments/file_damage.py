"""Kept bytes that are not as they were kept: never given out for whole ones. docs/decisions/0040."""

import errno
import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol, TypeVar

from django.core.files import File as Opened
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

STORAGE_ERRORS = (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)
"""What a storage says where there is nothing that it can read."""


class Damage(models.TextChoices):
    """What is wrong with kept bytes."""

    NONE = "", _("Nothing is wrong")
    MISSING = "missing", _("It is missing, or cannot be read")
    RESIZED = "resized", _("It is longer or shorter than it was")
    CHANGED = "changed", _("It has other bytes than it had")


class Damaged(Exception):
    """These bytes are not as they were kept; `damage` says why."""

    def __init__(self, storage_path: str, damage: Damage) -> None:
        super().__init__(f"{storage_path}: {damage.label}")
        self.damage = damage


class StoredFile(Protocol):
    """A row that says where bytes are kept, and what they were."""

    pk: Any
    storage_path: str
    size: int
    sha256: str


class CheckedFile(models.Model):
    """What was found when the bytes were last read whole; `checked_at` is empty before."""

    damage = models.CharField(max_length=10, choices=Damage.choices, blank=True, default=Damage.NONE)
    checked_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        abstract = True


def open_whole(storage_path: str, size: int) -> "Opened[bytes]":
    """The bytes, open for reading. Raises Damaged if there are none, or more or fewer than `size`."""
    try:
        opened = default_storage.open(storage_path)
        found = opened.size
    except STORAGE_ERRORS as missing:
        raise Damaged(storage_path, Damage.MISSING) from missing
    if found != size:
        opened.close()
        raise Damaged(storage_path, Damage.RESIZED)
    return opened


def damage_of(row: StoredFile) -> Damage:
    """Reads the bytes whole and compares their digest."""
    digest = hashlib.sha256()
    try:
        with open_whole(row.storage_path, row.size) as stored:
            for chunk in stored.chunks():
                digest.update(chunk)
    except Damaged as damaged:
        return damaged.damage
    except OSError as broken:
        if broken.errno != errno.EIO:
            raise
        return Damage.MISSING
    return Damage.NONE if digest.hexdigest() == row.sha256 else Damage.CHANGED


Row = TypeVar("Row", bound=StoredFile)


def check_files(rows: Iterable[Row], table: "QuerySet[Any]", now: datetime) -> list[Row]:
    """Reads the bytes of these rows of `table` and keeps what was found; the damaged ones."""
    found = [(row, damage_of(row)) for row in rows]
    table.filter(pk__in=[row.pk for row, damage in found if not damage]).update(damage=Damage.NONE, checked_at=now)
    for row, damage in found:
        if damage:
            table.filter(pk=row.pk).update(damage=damage, checked_at=now)
    return [row for row, damage in found if damage]


def due_for_check(before: datetime, damaged_before: datetime) -> Q:
    """Rows that nobody has read since `before`; those that were damaged, since `damaged_before`."""
    damaged_again = ~Q(damage=Damage.NONE) & Q(checked_at__lte=damaged_before)
    return Q(checked_at=None) | Q(checked_at__lte=before) | damaged_again


def limited_bytes(rows: Sequence[Row], max_bytes: int) -> list[Row]:
    """The first of them, one at least, of so many bytes together."""
    taken, size = list[Row](), 0
    for row in rows:
        if taken and size + row.size > max_bytes:
            break
        taken.append(row)
        size += row.size
    return taken


LONGEST_UNREAD_FIRST = F("checked_at").asc(nulls_first=True)
