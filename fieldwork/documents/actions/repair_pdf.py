"""Make a PDF again that the storage has lost, cut or changed: the same content gives the same bytes."""

import hashlib
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.attachments.file_damage import Damage, Damaged, damage_of, open_whole
from fieldwork.documents.actions.make_pdf import RenderingFailed, render_version
from fieldwork.documents.models import Document
from fieldwork.documents.render_pdf import is_heavy
from fieldwork.documents.retry_policy import error_text, wait_seconds

log = logging.getLogger(__name__)
_repair_listeners: list[Callable[[], None]] = []


class DifferentBytes(Exception):
    """Made again, the document is not the one that was issued."""


def register_repairer(repairer: Callable[[], None]) -> None:
    """Registers `repairer()`, called for repairs that take longer than a page may."""
    if repairer not in _repair_listeners:
        _repair_listeners.append(repairer)


def wake_repairers() -> None:
    """Calls every repairer, because a PDF is damaged or may be retried sooner."""
    for repairer in _repair_listeners:
        repairer()


def open_whole_pdf(document: Document) -> Document:
    """The ready document, whose file is as it was kept, made again where it was not. Raises RenderingFailed.

    Its size is asked each time; it is read whole if it was once found to have other bytes. A heavy one is left to the
    repairer, one that failed to its time.
    """
    damage = _damage(document)
    if not damage:
        return document
    if document.next_try_at is not None and document.next_try_at > timezone.now():
        raise RenderingFailed(document)
    if not is_heavy(document.version.content):
        return repair_pdf(document, damage)
    Document.objects.filter(pk=document.pk).update(damage=damage)
    wake_repairers()
    raise RenderingFailed(document)


def read_pdf(document: Document) -> bytes:
    """The whole file of a ready document, compared with its digest. Raises RenderingFailed."""
    with default_storage.open(open_whole_pdf(document).storage_path) as file:
        pdf = bytes(file.read())
    if hashlib.sha256(pdf).hexdigest() == document.sha256:
        return pdf
    with default_storage.open(repair_pdf(document, Damage.CHANGED).storage_path) as file:
        return bytes(file.read())


def _damage(document: Document) -> Damage:
    if document.damage:
        return damage_of(document)
    try:
        open_whole(document.storage_path, document.size).close()
    except Damaged as damaged:
        return damaged.damage
    return Damage.NONE


def repair_pdf(document: Document, damage: Damage) -> Document:
    """Makes the file again, and lets nobody have the damaged one. Raises RenderingFailed."""
    log.error("The PDF of version %s is damaged (%s) and is made again", document.version_id, damage.value)
    row = Document.objects.filter(pk=document.pk)
    try:
        pdf = render_version(document.version) + bytes(document.seal)
        if hashlib.sha256(pdf).hexdigest() != document.sha256:
            raise DifferentBytes(_("The file was damaged, and this version of the program makes another one."))
        name = default_storage.save(document.storage_path, ContentFile(pdf))
    except Exception as error:
        log.exception("The damaged PDF of version %s could not be made again", document.version_id)
        wait = timedelta(seconds=wait_seconds(document.attempts + 1))
        reason, until = error_text(error), timezone.now() + wait
        row.update(damage=damage, error=reason, attempts=F("attempts") + 1, next_try_at=until)
        document.refresh_from_db()
        raise RenderingFailed(document) from error
    now, damaged = timezone.now(), document.storage_path
    row.update(storage_path=name, damage=Damage.NONE, checked_at=now, error="", next_try_at=None)
    if name != damaged:
        # Where it is open on Windows it stays, and is swept.
        with suppress(OSError):
            default_storage.delete(damaged)
    document.refresh_from_db()
    return document
