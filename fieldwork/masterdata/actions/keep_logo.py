"""The logo on documents: drawn anew from what was sent, so that nothing but the picture is kept."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from fieldwork.attachments.previewing import decoded
from fieldwork.audit.models import Act
from fieldwork.audit.recording import record
from fieldwork.masterdata.actions.edit_company import may_keep_company
from fieldwork.masterdata.models import Company, Logo
from fieldwork.people.models import Person
from fieldwork.rest.problems import Invalid

LARGEST = 2 * 1024 * 1024
"""Bytes of the file."""

MOST_PIXELS = 20_000_000
WIDEST = 1000
"""Pixels of the picture that is kept, in either direction."""


def keep_logo(company: Company, upload: UploadedFile[Any] | None, *, by: Person) -> None:
    """The company's logo from a PNG or JPEG of at most 2 MB and 20 megapixels. Raises Forbidden, Invalid (logo)."""
    may_keep_company(by)
    if upload is None or upload.file is None:
        raise Invalid({"logo": _("Choose a file")})
    if not upload.size:
        raise Invalid({"logo": _("This file is empty")})
    if upload.size > LARGEST:
        raise Invalid({"logo": _("This file is larger than 2 MB")})
    _write(company, _drawn_anew(upload.file), by=by)


def remove_logo(company: Company, *, by: Person) -> None:
    """Documents made from now on have no logo. Raises Forbidden."""
    may_keep_company(by)
    _write(company, None, by=by)


def _write(company: Company, png: bytes | None, *, by: Person) -> None:
    company.logo = png
    company.logo_sha256 = hashlib.sha256(png).hexdigest() if png else ""
    with transaction.atomic():
        if png:
            Logo.objects.bulk_create([Logo(sha256=company.logo_sha256, png=png)], ignore_conflicts=True)
        company.save(update_fields=["logo", "logo_sha256"])
        record(Act.LOGO_CHANGED if png else Act.LOGO_REMOVED, company, by=by)


def _drawn_anew(content: IO[bytes]) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content, formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height <= MOST_PIXELS:
                    return _png(picture)
        raise Invalid({"logo": _("This picture has more than 20 megapixels")})
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as huge:
        raise Invalid({"logo": _("This picture has more than 20 megapixels")}) from huge
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as broken:
        raise Invalid({"logo": _("This is no PNG or JPEG picture")}) from broken


def _png(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(decoded(picture))
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    drawn.thumbnail((WIDEST, WIDEST))
    drawn.info.clear()
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return out.getvalue()
