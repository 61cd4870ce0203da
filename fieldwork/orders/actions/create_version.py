"""Freeze an order's content as the next version, in the transaction of the action that calls for it."""

from base64 import b32encode
from collections.abc import Sequence
from datetime import datetime

from django.utils.crypto import salted_hmac

from fieldwork.attachments.models import File
from fieldwork.config import PUBLIC_URL
from fieldwork.masterdata.company import get_company
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import ClientAnswer, DocumentVersion, EntryFile, Order, Release
from fieldwork.orders.snapshot import Content, SnapshotInput, build_snapshot
from fieldwork.rest.canonical_json import canonical_digest


def create_version(
    order: Order,
    *,
    title: DocumentType,
    at: datetime,
    release: Release | None,
    reason: str | None = None,
    files: Sequence[File] = (),
    accepted: ClientAnswer | None = None,
    by: str = "",
) -> DocumentVersion:
    """The new version. A service order holds the plan, a statement only what was confirmed.

    `files` came with the confirmation that calls for it, and are not in the journal yet. `by` is the name of who
    ended the order without one.
    """
    before = DocumentVersion.objects.filter(order=order).order_by("-number").first()
    number = before.number + 1 if before else 1
    code = verification_code(order.pk, number)
    content = {
        **current_snapshot(
            order,
            title=title,
            at=at,
            release=release,
            version=number,
            before=before.content if before else None,
            reason=reason,
            files=files,
            accepted=accepted,
            by=by,
        ),
        "previous": before.digest if before else None,
        "verify": f"{PUBLIC_URL}/v/{code}",
    }
    return DocumentVersion.objects.create(
        order=order,
        number=content["version"],
        title=title,
        created_at=at,
        content=content,
        digest=canonical_digest(content),
        code=code,
    )


def verification_code(order: int, version: int) -> str:
    """Returns 80 bits in base32, letters and digits not easily confused; unguessable without seeing the paper."""
    secret = salted_hmac("fieldwork.version", f"{order}/{version}", algorithm="sha256").digest()
    return b32encode(secret[:10]).decode().lower()


def current_snapshot(
    order: Order,
    *,
    title: DocumentType,
    at: datetime,
    release: Release | None,
    version: int,
    before: Content | None,
    reason: str | None,
    files: Sequence[File] = (),
    accepted: ClientAnswer | None = None,
    by: str = "",
) -> Content:
    """The content as it would be frozen now; writes nothing."""
    planned = title is DocumentType.SERVICE_ORDER
    lines = order.lines.filter(confirmation__isnull=planned).select_related("confirmation").order_by("position")
    beside = not planned and order.order_type.shows_plan
    plan = list(order.lines.filter(confirmation=None).order_by("position")) if beside else None
    confirmations = [] if planned else list(order.confirmations.select_related("author"))
    facts = SnapshotInput(
        order=order,
        company=get_company(),
        title=title,
        version=version,
        made_at=at,
        lines=list(lines),
        release=release,
        confirmations=confirmations,
        before=before,
        reason=reason,
        plan=plan,
        photos=[] if planned else _photos(order, len(confirmations), files),
        accepted=accepted,
        by=by,
    )
    return build_snapshot(facts)


def _photos(order: Order, newest: int, files: Sequence[File]) -> list[tuple[int, File]]:
    """(confirmation, photo), oldest first, if the order's type wants them on paper; also those that cannot be read."""
    if not order.order_type.appends_photos:
        return []
    sent = EntryFile.objects.filter(entry__order=order, entry__kind=EntryKind.CONFIRMED).order_by(
        "entry__seq", "position"
    )
    found = [(row.entry.payload.lines_of() or 0, row.file) for row in sent.select_related("entry", "file")]
    found += [(newest, file) for file in files]
    return [(number, file) for number, file in found if file.is_picture or file.is_unreadable_photo]
