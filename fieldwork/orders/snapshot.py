"""An order as one frozen value: what is signed, and what is printed. Whole numbers, times in UTC.

A version's content never changes; documents are rendered from it alone, so the same bytes can be made again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from fieldwork.attachments.models import File
from fieldwork.masterdata.models import Company
from fieldwork.measures.regional_locale import region_of
from fieldwork.measures.subtotals import ROUNDING
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.models import ClientAnswer, Confirmation, Line, Order, Release
from fieldwork.orders.totals import LineKind, Totals, total_of
from fieldwork.orders.transitions import State
from fieldwork.rest.canonical_json import canonical_digest

LAYOUT = 5
"""The version of this shape and of the page layout made for it."""

Content = dict[str, Any]

NOT_SIGNED = frozenset({"version", "made_at", "approved", "state", "previous", "verify"})
"""What stands on a document, but is not yet there when a supervisor reads and signs."""


@dataclass(frozen=True)
class SnapshotInput:
    """What a content is made from; `lines` are those that count, `plan` and `photos` what the order type adds."""

    order: Order
    company: Company
    title: DocumentType
    version: int
    made_at: datetime
    lines: Sequence[Line]
    release: Release | None = None
    confirmations: Sequence[Confirmation] = ()
    before: Content | None = None
    reason: str | None = None
    plan: Sequence[Line] | None = None
    photos: Sequence[tuple[int, File]] = ()
    accepted: ClientAnswer | None = None
    by: str = ""


def build_snapshot(facts: SnapshotInput) -> Content:
    """The content of one version, as JSON-like data."""
    order, company = facts.order, facts.company
    nothing = order.state == State.NOT_PERFORMED
    lines = [] if nothing else facts.lines
    totals = Totals() if nothing else total_of(lines)
    return {
        "layout": LAYOUT,
        "kind": facts.title.value,
        "number": order.number,
        "version": facts.version,
        "state": order.state,
        "made_at": _iso_utc(facts.made_at),
        "created_at": _iso_utc(order.created_at),
        "language": order.client.language or company.language,
        "region": region_of(company.time_zone),
        "time_zone": company.time_zone,
        "currency": order.currency,
        "digits": order.digits,
        "rounding": ROUNDING,
        "paper": company.paper,
        "client": {
            name: getattr(order.client, name) for name in ("code", "name", "contact", "address", "phone", "email")
        },
        "provider": _provider(company),
        "order_type": order.order_type.name,
        "name": order.name,
        "description": order.description,
        "work_start": _iso_utc(order.work_start),
        "work_completion": _iso_utc(order.work_completion),
        **_sections(lines),
        "totals": totals.as_dict(),
        "plan": None if facts.plan is None else {**_sections(facts.plan), "totals": total_of(facts.plan).as_dict()},
        "approved": _approved(facts.release),
        "confirmations": [_confirmation(confirmation) for confirmation in facts.confirmations],
        "changes": _changes(facts, totals),
        "reason": facts.reason,
        "photos": [_photo(number, file) for number, file in facts.photos],
        "accepted": _accepted(facts.accepted),
    }


def digest_to_sign(content: Content) -> str:
    """SHA-256 of what a supervisor is shown before signing: the content without what its freezing adds."""
    return canonical_digest({key: value for key, value in content.items() if key not in NOT_SIGNED})


def _provider(company: Company) -> dict[str, str | None]:
    signed: dict[str, str | None] = {
        name: getattr(company, name) for name in ("name", "tax_id", "address", "phone", "email")
    }
    return {**signed, "logo": company.logo_sha256 or None}


def _sections(lines: Sequence[Line]) -> Content:
    return {
        "labour": _line_snapshots(lines, LineKind.LABOUR),
        "services": _line_snapshots(lines, LineKind.SERVICE),
        "materials": _line_snapshots(lines, LineKind.MATERIAL),
    }


def _line_snapshots(lines: Iterable[Line], kind: LineKind) -> list[dict[str, object]]:
    amount = "minutes" if kind is LineKind.LABOUR else "quantity"
    return [
        {
            "code": line.code,
            "name": line.name,
            "unit": line.unit,
            amount: line.amount,
            "price": line.price,
            "subtotal": line.subtotal,
            "confirmation": line.confirmation.number if line.confirmation else None,
        }
        for line in lines
        if line.kind == kind
    ]


def _approved(release: Release | None) -> dict[str, object] | None:
    if release is None:
        return None
    return {
        "name": release.author.name,
        "job_title": release.author.title,
        "at": _iso_utc(release.created_at),
        "signature": release.signature,
        "digest": release.digest,
    }


def _confirmation(confirmation: Confirmation) -> dict[str, object]:
    return {
        "number": confirmation.number,
        "by": confirmation.author.name,
        "at": _iso_utc(confirmation.created_at),
        "last": confirmation.last,
        "fast": confirmation.fast,
        "note": confirmation.note,
    }


def _photo(confirmation: int, file: File) -> dict[str, object]:
    photo = {"confirmation": confirmation, "name": file.name, "file": str(file.pk), "sha256": file.sha256}
    return photo if file.is_picture else {**photo, "unreadable": True}


def _accepted(answer: ClientAnswer | None) -> dict[str, object] | None:
    if answer is None:
        return None
    return {
        "name": answer.name,
        "job_title": answer.job_title,
        "at": _iso_utc(answer.created_at),
        "signature": answer.signature,
        "comment": answer.comment,
        "version": answer.version.number,
        "digest": answer.version.digest,
    }


def _changes(facts: SnapshotInput, after: Totals) -> dict[str, object] | None:
    if facts.before is None:
        return None
    if facts.accepted is not None:
        return _acceptance_changes(facts, facts.before, after)
    newest = facts.confirmations[-1] if facts.confirmations else None
    count = sum(1 for line in facts.lines if newest and line.confirmation_id == newest.pk)
    return {
        "since": facts.before["version"],
        "confirmation": newest.number if newest else None,
        "by": newest.author.name if newest else facts.by,
        "at": _iso_utc(facts.made_at),
        "lines": count,
        "replaces_plan": facts.before["version"] == 1,
        "minutes": [
            sum(line["minutes"] for line in facts.before["labour"]),
            0 if facts.order.state == State.NOT_PERFORMED else _minutes(facts.lines),
        ],
        "before": facts.before["totals"],
        "after": after.as_dict(),
    }


def _acceptance_changes(facts: SnapshotInput, before: Content, after: Totals) -> dict[str, object]:
    minutes = _minutes(facts.lines)
    return {
        "since": before["version"],
        "confirmation": None,
        "by": facts.accepted.name if facts.accepted else "",
        "at": _iso_utc(facts.made_at),
        "lines": 0,
        "replaces_plan": False,
        "minutes": [minutes, minutes],
        "before": before["totals"],
        "after": after.as_dict(),
    }


def _minutes(lines: Sequence[Line]) -> int:
    return sum(line.amount for line in lines if line.kind == LineKind.LABOUR)


def _iso_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
