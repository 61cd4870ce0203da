"""The last version as the client reads it on the page: its confirmations with their notes and pictures."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from fieldwork.attachments.models import File
from fieldwork.documents.document_labels import confirmation_remark


@dataclass(frozen=True)
class Photo:
    """A picture that stands on the paper too; `file` is None where it cannot be shown."""

    name: str
    file: File | None


@dataclass(frozen=True)
class ConfirmationReport:
    """A confirmation: who reported it and when, what is special about it, the note, and its pictures."""

    number: int
    by: str
    at: datetime
    remark: str
    note: str
    photos: Sequence[Photo]


def confirmation_reports(content: Mapping[str, Any]) -> list[ConfirmationReport]:
    """The confirmations of a frozen content, the first one first; one query for all pictures."""
    frozen = content.get("photos", [])
    files = _files([photo["file"] for photo in frozen])
    photos = defaultdict(list)
    for photo in frozen:
        photos[photo["confirmation"]].append(Photo(photo["name"], files.get((photo["file"], photo["sha256"]))))
    return [
        ConfirmationReport(
            one["number"],
            one["by"],
            datetime.fromisoformat(one["at"]),
            confirmation_remark(one),
            one["note"],
            photos[one["number"]],
        )
        for one in content["confirmations"]
    ]


def picture_of(content: Mapping[str, Any], identity: UUID) -> File | None:
    """The picture that this content appends under `identity`; None for every other file."""
    digests = [photo["sha256"] for photo in content.get("photos", []) if photo["file"] == str(identity)]
    return _files([str(identity)]).get((str(identity), digests[0])) if digests else None


def _files(identities: Sequence[str]) -> dict[tuple[str, str], File]:
    """Pictures by id and SHA-256: a file whose bytes are others than those that were frozen is none of them."""
    if not identities:
        return {}
    return {(str(file.pk), file.sha256): file for file in File.objects.filter(pk__in=identities) if file.is_picture}
