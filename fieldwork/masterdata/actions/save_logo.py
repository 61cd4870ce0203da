"""The logo on documents: drawn anew from what was sent, so that nothing but the picture is kept."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from fieldwork.attachments.previews import NotAPicture, TooManyPixels, logo_of
from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.masterdata.actions.edit_company import require_manage_company
from fieldwork.masterdata.models import Company, Logo
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid

MAX_BYTES = 2 * 1024 * 1024
"""Bytes of the file."""


def save_logo(company: Company, upload: UploadedFile[Any] | None, *, by: Person) -> None:
    """The company's logo from a PNG or JPEG of at most 2 MB and 20 megapixels. Raises Forbidden, Invalid (logo)."""
    require_manage_company(by)
    if upload is None or upload.file is None:
        raise Invalid({"logo": _("Choose a file")})
    if not upload.size:
        raise Invalid({"logo": _("This file is empty")})
    if upload.size > MAX_BYTES:
        raise Invalid({"logo": _("This file is larger than 2 MB")})
    _write(company, _drawn_anew(b"".join(upload.chunks())), by=by)


def remove_logo(company: Company, *, by: Person) -> None:
    """Documents made from now on have no logo. Raises Forbidden."""
    require_manage_company(by)
    _write(company, None, by=by)


def _write(company: Company, png: bytes | None, *, by: Person) -> None:
    company.logo = png
    company.logo_sha256 = hashlib.sha256(png).hexdigest() if png else ""
    with transaction.atomic():
        if png:
            Logo.objects.bulk_create([Logo(sha256=company.logo_sha256, png=png)], ignore_conflicts=True)
        company.save(update_fields=["logo", "logo_sha256"])
        record(AuditAction.LOGO_CHANGED if png else AuditAction.LOGO_REMOVED, company, by=by)


def _drawn_anew(content: bytes) -> bytes:
    try:
        return logo_of(content)
    except TooManyPixels as huge:
        raise Invalid({"logo": _("This picture has more than 20 megapixels")}) from huge
    except NotAPicture as broken:
        raise Invalid({"logo": _("This is no PNG or JPEG picture")}) from broken
