"""Keep an uploaded file, and hand it to the form that names it."""

import hashlib
import re
import unicodedata
import uuid
from collections.abc import Sequence

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.attachments.models import File
from fieldwork.attachments.sniffing import content_type_of
from fieldwork.people.models import Person
from fieldwork.rest.problems import Invalid

LARGEST = 25_000_000
"""Bytes of one file (product.md §4): 25 MB as files are told their size on every page."""

MOST = 20
"""Files of one form."""

_UNWANTED = re.compile(r"[\x00-\x1f\x7f/\\<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def keep_file(upload: "UploadedFile[bytes] | None", *, by: Person) -> File:
    """Writes the file whole, then its row. Raises Invalid at "file" if it is missing, empty or too large."""
    if upload is None or upload.file is None:
        raise Invalid({"file": _("Choose a file")})
    if not upload.size:
        raise Invalid({"file": _("This file is empty")})
    if upload.size > LARGEST:
        raise Invalid({"file": _("This file is larger than 25 MB")})
    identity = uuid.uuid4()
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    content_type = content_type_of(upload.file)
    stored_as = default_storage.save(f"{identity.hex[:2]}/{identity.hex}", upload)
    return File.objects.create(
        id=identity,
        name=clean_name(upload.name or ""),
        size=upload.size,
        sha256=digest.hexdigest(),
        content_type=content_type,
        stored_as=stored_as,
        uploaded_by=by,
        uploaded_at=timezone.now(),
    )


def files_of(ids: Sequence[uuid.UUID], *, by: Person) -> list[File]:
    """The person's own files in the order named. Raises Invalid at "files" if one is unknown or not theirs."""
    found = {file.id: file for file in File.objects.filter(id__in=ids, uploaded_by=by)}
    if len(found) < len(set(ids)) or len(ids) > MOST:
        raise Invalid({"files": _("One of the files is not there any more. Remove it and add it again.")})
    return [found[identity] for identity in dict.fromkeys(ids)]


def clean_name(name: str) -> str:
    """A name safe to show and to offer for saving: one line, no paths, no direction tricks, 200 characters at most."""
    name = _UNWANTED.sub("", unicodedata.normalize("NFC", name)).strip(" .")
    if len(name) > 120:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[:100]}{dot}{ending[:15]}" if dot and len(ending) < 16 else name[:120]
    return name or "file"
