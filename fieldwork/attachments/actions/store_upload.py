"""Keep an uploaded file, and hand it to the form that names it."""

import hashlib
import logging
import re
import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.attachments.content_type import content_type_of
from fieldwork.attachments.file_kinds import CAMERA_FORMATS, PICTURES, UNKNOWN
from fieldwork.attachments.metadata_removal import cleaned
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import NotAPicture, previews_of, save_previews
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid
from fieldwork.rest.text_rules import composed

log = logging.getLogger(__name__)

MAX_BYTES = 25_000_000
"""Bytes of one file (product.md §4): 25 MB as files are told their size on every page."""

MAX_FILES = 20
"""Files of one form."""

_UNWANTED = re.compile(r"[\x00-\x1f\x7f/\\<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def store_upload(upload: "UploadedFile[bytes] | None", *, by: Person) -> File:
    """Writes the file whole, then its row. Raises Invalid at "file" if it is missing, empty or too large.

    A picture is cleaned and decoded first; that takes as long as it takes, so pages are not answered by this thread.
    """
    if upload is None or upload.file is None:
        raise Invalid({"file": _("Choose a file")})
    if not upload.size:
        raise Invalid({"file": _("This file is empty")})
    if upload.size > MAX_BYTES:
        raise Invalid({"file": _("This file is larger than 25 MB")})
    given = b"".join(upload.chunks())
    identity, now = uuid.uuid4(), timezone.now()
    file = File(
        id=identity,
        name=clean_file_name(upload.name or ""),
        content_type=content_type_of(given),
        is_clean=True,
        storage_path=f"{identity.hex[:2]}/{identity.hex}",
        uploaded_by=by,
        uploaded_at=now,
        checked_at=now,
    )
    content = _examine(file, given)
    file.size, file.sha256 = len(content), hashlib.sha256(content).hexdigest()
    default_storage.save(file.storage_path, ContentFile(content))
    file.save(force_insert=True)
    return file


def _examine(file: File, given: bytes) -> bytes:
    """Returns the bytes to keep. A picture is decoded and gets previews; one that cannot be is an UNKNOWN file."""
    content = cleaned(given)
    if file.content_type not in PICTURES:
        return content
    try:
        previews = previews_of(content)
    except NotAPicture as error:
        log.info("%s is kept as a file, not as a picture: %s", file.id, error)
        breaks_off = file.content_type in CAMERA_FORMATS
        file.content_type = UNKNOWN
        # Half a photo still tells its place. What never was a picture loses nothing.
        return content if breaks_off else given
    file.width, file.height = previews.width, previews.height
    save_previews(file.storage_path, previews)
    return content


def files_of(ids: Sequence[uuid.UUID], *, by: Person) -> list[File]:
    """The person's own files in the order named. Raises Invalid at "files" if one is unknown or not theirs."""
    found = {file.id: file for file in File.objects.filter(id__in=ids, uploaded_by=by)}
    if len(found) < len(set(ids)) or len(ids) > MAX_FILES:
        raise Invalid({"files": _("One of the files is not there any more. Remove it and add it again.")})
    return [found[identity] for identity in dict.fromkeys(ids)]


def clean_file_name(name: str) -> str:
    """A name safe to show and to offer for saving: one line, no paths, no direction tricks, 200 characters at most."""
    name = _UNWANTED.sub("", composed(name)).strip(" .")
    if len(name) > 120:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:100]}{dot}{ending[:15]}" if dot and len(ending) < 16 else name[:120]
    return name or "file"
