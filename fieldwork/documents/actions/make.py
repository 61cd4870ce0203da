"""Make a version's PDF."""

import hashlib
import logging
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.documents.models import Document, Logo
from fieldwork.documents.patience import wait_seconds
from fieldwork.documents.render import render
from fieldwork.masterdata.models import Company
from fieldwork.orders.actions.announce_document import announce_document
from fieldwork.orders.models import Version

LONGEST_ERROR = 2000

log = logging.getLogger(__name__)


class OtherBytes(Exception):
    """Made again, the document is not the one that was issued."""


class NotMade(Exception):
    """The PDF could not be made; the document tells why and when to try again."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.error)
        self.document = document


def make(version: Version) -> Document:
    """The ready document; made now if it is not, announced in the journal once. Raises NotMade.

    Runs outside any transaction. Two at once make the same bytes, and one of them is kept.
    """
    document = _row(version)
    if not document.is_ready:
        try:
            _keep(document, render(version.content, logo=logo_of(version)))
        except Exception as fault:
            raise NotMade(_note(document, fault)) from fault
    announce_document(version)
    document.refresh_from_db()
    return document


def restore(document: Document) -> None:
    """Makes a file again that the storage has lost: the same content gives the same bytes. Raises NotMade."""
    version = document.version
    try:
        pdf = render(version.content, logo=logo_of(version))
        if hashlib.sha256(pdf).hexdigest() != document.sha256:
            raise OtherBytes(_("The file was lost, and this version of the program makes another one."))
        default_storage.save(document.stored_as, ContentFile(pdf))
    except Exception as fault:
        log.exception("The lost PDF of version %s could not be made again", version.pk)
        document.error = str(fault)
        raise NotMade(document) from fault


def _row(version: Version) -> Document:
    found = Document.objects.filter(version=version).first()
    if found is None:
        Document.objects.bulk_create([Document(version=version)], ignore_conflicts=True)
        found = Document.objects.get(version=version)
    return found


def _keep(document: Document, pdf: bytes) -> None:
    """Stores the file whole, then the row; whoever comes second changes nothing."""
    digest = hashlib.sha256(pdf).hexdigest()
    name = f"documents/{digest[:2]}/{digest}.pdf"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(pdf))
    kept = Document.objects.filter(pk=document.pk, ready_at=None).update(
        stored_as=name,
        sha256=digest,
        size=len(pdf),
        attempts=F("attempts") + 1,
        error="",
        next_try_at=None,
        ready_at=timezone.now(),
    )
    if not kept and not Document.objects.filter(stored_as=name).exists():
        default_storage.delete(name)


def _note(document: Document, fault: Exception) -> Document:
    log.warning("The PDF of version %s could not be made", document.version_id, exc_info=fault)
    attempts = document.attempts + 1
    Document.objects.filter(pk=document.pk, ready_at=None).update(
        attempts=attempts,
        error=(str(fault) or type(fault).__name__)[:LONGEST_ERROR],
        next_try_at=timezone.now() + timedelta(seconds=wait_seconds(attempts)),
    )
    document.refresh_from_db()
    return document


def logo_of(version: Version) -> bytes | None:
    """The logo as it was when the content was frozen; kept when it is first needed."""
    digest = version.content["provider"]["logo"]
    if not digest:
        return None
    kept = Logo.objects.filter(pk=digest).first()
    if kept is None:
        company = Company.objects.filter(logo_sha256=digest).first()
        if company is None or company.logo is None:
            log.warning("The logo %s is gone: version %s is made without it", digest, version.pk)
            return None
        kept = Logo(sha256=digest, png=bytes(company.logo))
        Logo.objects.bulk_create([kept], ignore_conflicts=True)
    return bytes(kept.png)
