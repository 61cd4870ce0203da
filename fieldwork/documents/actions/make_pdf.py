"""Make a version's PDF."""

import hashlib
import logging
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone

from fieldwork.attachments.actions.make_previews import make_previews
from fieldwork.attachments.file_damage import Damaged, damage_of
from fieldwork.attachments.file_kinds import SHOWN
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import NotAPicture, document_photo_of, preview_path
from fieldwork.documents.actions.manage_seal import signing_identity
from fieldwork.documents.certificates import describe
from fieldwork.documents.models import Document
from fieldwork.documents.pdf_seal import seal
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.retry_policy import error_text, wait_seconds
from fieldwork.masterdata.models import Logo
from fieldwork.orders.actions.announce_document import announce_document
from fieldwork.orders.models import DocumentVersion

END_OF_JPEG = b"\xff\xd9"
log = logging.getLogger(__name__)


class RenderingFailed(Exception):
    """The PDF could not be made; the document tells why and when to try again."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.error)
        self.document = document


def make_pdf(version: DocumentVersion) -> Document:
    """The ready document; made now if it is not, announced in the journal once. Raises RenderingFailed.

    Runs outside any transaction. Two at once make the same bytes, and one of them is kept.
    """
    document = _row(version)
    if not document.is_ready:
        _count(document)
        try:
            _store(document, render_version(version))
        except Exception as error:
            raise RenderingFailed(_record_failure(document, error)) from error
    announce_document(version)
    document.refresh_from_db()
    return document


def _count(document: Document) -> None:
    """The try counts before it is made: one that ends its process must not be begun again by whoever looks at it."""
    Document.objects.filter(pk=document.pk, ready_at=None).update(attempts=F("attempts") + 1, error="")
    document.refresh_from_db()


def _row(version: DocumentVersion) -> Document:
    found = Document.objects.filter(version=version).first()
    if found is None:
        Document.objects.bulk_create([Document(version=version)], ignore_conflicts=True)
        found = Document.objects.get(version=version)
    return found


def render_version(version: DocumentVersion) -> bytes:
    """The file without its seal. Raises RenderFailed."""
    return render_pdf(version.content, logo=logo_of(version), photos=photos_of(version))


def _store(document: Document, unsealed: bytes) -> None:
    """Seals the file and stores it whole, then the row; whoever comes second changes nothing."""
    key, identity = signing_identity()
    now = timezone.now()
    behind = seal(unsealed, identity, name=describe(identity.chain[0]).subject, at=now)
    pdf = unsealed + behind
    digest = hashlib.sha256(pdf).hexdigest()
    name = f"documents/{digest[:2]}/{digest}.pdf"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(pdf))
    is_saved = Document.objects.filter(pk=document.pk, ready_at=None).update(
        storage_path=name,
        sha256=digest,
        size=len(pdf),
        seal=behind,
        sealed_by=key,
        error="",
        crashes=0,
        next_try_at=None,
        ready_at=now,
        checked_at=now,
    )
    if not is_saved and not Document.objects.filter(storage_path=name).exists():
        default_storage.delete(name)


def _record_failure(document: Document, error: Exception) -> Document:
    log.warning("The PDF of version %s could not be made", document.version_id, exc_info=error)
    Document.objects.filter(pk=document.pk, ready_at=None).update(
        error=error_text(error),
        crashes=0,
        next_try_at=timezone.now() + timedelta(seconds=wait_seconds(document.attempts)),
    )
    document.refresh_from_db()
    return document


def record_crash(version: DocumentVersion, times: int, why: str, next_try_at: datetime | None) -> None:
    """Told by who waited for the process: so often in a row it ended without a word. Without a next try: given up."""
    Document.objects.filter(pk=_row(version).pk, ready_at=None).update(
        crashes=times, error=why, next_try_at=next_try_at
    )


def logo_of(version: DocumentVersion) -> bytes | None:
    """The logo as it was when the content was frozen."""
    digest = version.content["provider"]["logo"]
    return bytes(Logo.objects.get(pk=digest).png) if digest else None


def photos_of(version: DocumentVersion) -> dict[str, bytes]:
    """The pictures of the appendix, small, by the SHA-256 of what was sent; the paper names those that are not here."""
    found = {}
    for photo in version.content.get("photos", []):
        # One that could not be read when the content was frozen stays so: the same content gives the same bytes.
        small = None if photo.get("unreadable") else _small(photo["sha256"], photo["file"])
        if small is not None:
            found[photo["sha256"]] = small
    return found


def _small(sha256: str, identity: str) -> bytes | None:
    """Kept when it is first needed: another release of the picture library would make other bytes of it."""
    name = f"photos/{sha256[:2]}/{sha256}.jpg"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            small = bytes(file.read())
        if small.endswith(END_OF_JPEG):
            return small
        default_storage.delete(name)
    file_row = File.objects.filter(pk=identity, sha256=sha256).first()
    if file_row is None:
        return None
    # What no browser draws is on paper what its preview is.
    source = file_row.storage_path if file_row.content_type in SHOWN else preview_path(file_row.storage_path, "large")
    if source != file_row.storage_path and not make_previews(file_row):
        return None
    if source == file_row.storage_path and (damage := damage_of(file_row)):
        # A document may be late; without a photo that belongs to it, it would be wrong for ever.
        raise Damaged(file_row.name, damage)
    try:
        with default_storage.open(source) as sent:
            small = document_photo_of(sent.read())
    except NotAPicture as error:
        log.info("%s is not on paper: %s", file_row.pk, error)
        return None
    default_storage.save(name, ContentFile(small))
    return small
