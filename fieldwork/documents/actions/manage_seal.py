"""The company's seal: made by the program when it is first needed, or the company's own, uploaded."""

from datetime import timedelta
from functools import lru_cache

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.documents.certificates import (
    MAX_FILE_BYTES,
    BadCertificate,
    from_pem,
    make_signing_identity,
    read_pkcs12,
    to_pem,
)
from fieldwork.documents.cms_signature import SigningIdentity
from fieldwork.documents.models import SealKey
from fieldwork.masterdata.actions.edit_company import require_manage_company
from fieldwork.masterdata.company import get_company
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid

SOON_DAYS = timedelta(days=30)
"""So long before its end an administrator is told that a certificate expires."""


def signing_identity() -> tuple[SealKey, SigningIdentity]:
    """Returns the seal key in use and its identity; makes one if no certificate is valid now.

    That is so at the first call, and after the last valid certificate expired. Raises BadCertificate if its key
    cannot be opened. Two calls at once may make two: the newer one serves from then on.
    """
    key = current_seal_key() or make_seal()
    return key, _open_key(key.certificates, key.key)


def current_seal_key() -> SealKey | None:
    """The newest certificate that is valid now; None before the first document."""
    return SealKey.objects.filter(not_after__gt=timezone.now()).order_by("-pk").first()


def expiring_own_key() -> SealKey | None:
    """The company's own certificate that has expired, or does so within SOON_DAYS; None once another one came."""
    own = SealKey.objects.filter(own=True).order_by("-pk").first()
    return own if own and own.not_after <= timezone.now() + SOON_DAYS else None


def make_seal() -> SealKey:
    """A new self-made certificate in the company's name; from now on it seals."""
    return _write(make_signing_identity(get_company().name, at=timezone.now()), own=False)


def renew_seal(*, by: Person) -> SealKey:
    """The same, asked for by an administrator. Raises Forbidden."""
    require_manage_company(by)
    return make_seal()


def save_seal(upload: "UploadedFile[bytes] | None", password: str, *, by: Person) -> SealKey:
    """The company's own certificate, from a PKCS#12 file; from now on it seals. Raises Forbidden, Invalid (file)."""
    require_manage_company(by)
    if upload is None or not upload.size:
        raise Invalid({"file": _("Choose a file that is not empty")})
    if upload.size > MAX_FILE_BYTES:
        raise Invalid({"file": _("This file is too large for a certificate with its key.")})
    try:
        return _write(read_pkcs12(upload.read(), password, at=timezone.now()), own=True)
    except BadCertificate as bad:
        raise Invalid({"file": str(bad)}) from bad


def _write(identity: SigningIdentity, *, own: bool) -> SealKey:
    certificates, key = to_pem(identity, _password())
    leaf = identity.chain[0]
    with transaction.atomic():
        made = SealKey.objects.create(
            certificates=certificates,
            key=key,
            own=own,
            not_after=leaf.not_valid_after_utc,
            made_at=timezone.now(),
        )
        record(AuditAction.ADDED, made, name=leaf.subject.rfc4514_string())
    return made


@lru_cache(maxsize=4)
def _open_key(certificates: str, key: str) -> SigningIdentity:
    """Unlocking a key takes longer than sealing with it."""
    return from_pem(certificates, key, _password())


def _password() -> str:
    return salted_hmac("fieldwork.seal", "key", algorithm="sha256").hexdigest()
