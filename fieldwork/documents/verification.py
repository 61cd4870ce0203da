"""Whether a file or a code is a version that this installation issued, and whether its record is untouched."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from fieldwork.documents.models import Document
from fieldwork.documents.seal_description import seal_facts
from fieldwork.orders.entry_types import WITH_DOCUMENT
from fieldwork.orders.models import DocumentVersion, Entry
from fieldwork.rest.canonical_json import canonical_digest

MAX_CODE = 20
MAX_COPIED = 200
"""Characters of an address that are looked at: a reader may put a sign between any two of a code."""


@dataclass(frozen=True)
class VerificationResult:
    """What anybody may learn who holds the paper: nothing that does not stand on it, but whether it still counts.

    `file` tells whether a file was compared, byte for byte; `intact` whether the record agrees with its digests;
    `sealed_by` in whose name the file is sealed, "" for a code or a file without a seal.
    """

    provider: str
    title: str
    order: int
    version: int
    made_at: datetime
    time_zone: str
    has_later: bool
    intact: bool
    file: bool
    sealed_by: str


def find_by_file(sha256: str) -> VerificationResult | None:
    """The version whose document has exactly these bytes; None if none was issued with them."""
    found = Document.objects.filter(sha256=sha256, ready_at__isnull=False).select_related("version", "sealed_by")
    document = found.first()
    return None if document is None else _verification_result(document.version, document)


def find_by_code(code: str) -> VerificationResult | None:
    """The version whose paper carries this code, as somebody copied or typed it: with blanks, hyphens, a full stop."""
    written = re.sub("[^a-z0-9]", "", code[:MAX_COPIED].lower())
    version = DocumentVersion.objects.filter(code=written).first() if 0 < len(written) <= MAX_CODE else None
    return None if version is None else _verification_result(version, None)


def sha256_of(chunks: Iterable[bytes]) -> str:
    """Of a file that comes in pieces; in hex."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def is_intact(versions: list[DocumentVersion]) -> bool:
    """Whether each content still has its digest, and each version names the one before. Oldest first, from 1 on."""
    if [version.number for version in versions] != list(range(1, len(versions) + 1)):
        return False
    if any(canonical_digest(version.content) != version.digest for version in versions):
        return False
    return all(
        "previous" not in later.content or later.content["previous"] == earlier.digest
        for earlier, later in pairwise(versions)
    )


def is_record_complete(order: int) -> bool:
    """Whether the record of an order's versions is intact, and holds every version that the journal tells of."""
    # Read as stored: a damaged journal has to be told, not to raise.
    entries = Entry.objects.filter(order=order, kind__in=WITH_DOCUMENT).values_list("data", flat=True)
    numbers = [data["version"] for data in entries if "version" in data]
    versions = list(DocumentVersion.objects.filter(order=order).order_by("number"))
    return is_intact(versions) and len(versions) == max(numbers, default=0)


def _verification_result(version: DocumentVersion, document: Document | None) -> VerificationResult:
    """`document` is the file that was compared; None where only a code was asked for."""
    seal = seal_facts(document) if document else None
    all_of_them = list(DocumentVersion.objects.filter(order=version.order_id).order_by("number"))
    return VerificationResult(
        provider=version.content["provider"]["name"],
        title=version.get_title_display(),
        order=version.order_id,
        version=version.number,
        made_at=version.created_at,
        time_zone=version.content["time_zone"],
        has_later=all_of_them[-1].number > version.number,
        intact=is_record_complete(version.order_id),
        file=document is not None,
        sealed_by=seal.subject if seal else "",
    )
