"""Stored bytes that no row leads to: what a process left that was killed between writing them and their row."""

import logging
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice

from django.core.files.storage import default_storage

from fieldwork.attachments.models import File
from fieldwork.documents.models import Document
from fieldwork.people.models import Person

log = logging.getLogger(__name__)

FEWEST = 40
"""So many are swept whatever there is; beyond a tenth of what is known it is not leftovers but another database."""

AT_ONCE = 500
_HEX = r"[0-9a-f]{2}"
_ATTACHED = re.compile(rf"({_HEX}/[0-9a-f]{{32}})(?:\.(?:small|medium|large)\.webp)?")
_DOCUMENT = re.compile(rf"(documents/{_HEX}/[0-9a-f]{{64}}(?:_\w{{7}})?\.pdf)")
_PERSON = re.compile(rf"people/{_HEX}/([0-9a-f]{{64}})\.webp")
_DOCUMENT_PHOTO = re.compile(rf"photos/{_HEX}/([0-9a-f]{{64}})\.jpg")

Known = Callable[[set[str]], set[str]]


def _files(names: set[str]) -> set[str]:
    return set(File.objects.filter(storage_path__in=names).values_list("storage_path", flat=True))


def _documents(names: set[str]) -> set[str]:
    return set(Document.objects.filter(storage_path__in=names).values_list("storage_path", flat=True))


def _people(keys: set[str]) -> set[str]:
    return set(Person.objects.filter(photo__in=keys).values_list("photo", flat=True))


def _document_photos(digests: set[str]) -> set[str]:
    return set(File.objects.filter(sha256__in=digests).values_list("sha256", flat=True))


LEADS: tuple[tuple[re.Pattern[str], Known], ...] = (
    (_ATTACHED, _files),
    (_DOCUMENT, _documents),
    (_PERSON, _people),
    (_DOCUMENT_PHOTO, _document_photos),
)
"""How the program names what it stores, and who knows it. A name of another form is nobody's leftover."""


def remove_orphans(before: datetime) -> int:
    """Removes what is older than `before` and known to no row; how many.

    None at all where there are too many: a program started on an empty or older database must not take the files of
    the true one with it.
    """
    rows = File.objects.count() + Document.objects.exclude(storage_path="").count()
    most = max(FEWEST, rows // 10) if rows else 0
    found = list(islice(_orphans(before), most + 1))
    if len(found) > most:
        log.error("More than %s stored files belong to no row of this database: none of them is removed", most)
        return 0
    for name in found:
        default_storage.delete(name)
        log.info("%s belonged to nothing and is gone", name)
    return len(found)


def _orphans(before: datetime) -> Iterator[str]:
    for folder in _folders():
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        for start in range(0, len(names), AT_ONCE):
            yield from _unknown(names[start : start + AT_ONCE], before)


def _unknown(names: list[str], before: datetime) -> Iterator[str]:
    for pattern, known in LEADS:
        found = {name: match[1] for name in names if (match := pattern.fullmatch(name))}
        there = known(set(found.values())) if found else set()
        for name, key in found.items():
            if key not in there and _is_older(name, before):
                yield name


def _is_older(name: str, before: datetime) -> bool:
    try:
        return default_storage.get_modified_time(name) < before
    except FileNotFoundError:
        return False


def _folders() -> Iterator[str]:
    try:
        tops = default_storage.listdir("")[0]
    except FileNotFoundError:
        return
    for top in tops:
        if re.fullmatch(_HEX, top):
            yield top
        elif top in ("documents", "people", "photos"):
            yield from (f"{top}/{inner}" for inner in default_storage.listdir(top)[0])
