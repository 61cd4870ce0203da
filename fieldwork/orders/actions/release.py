"""A supervisor approves the order with a signature."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from fieldwork.orders.actions.create_version import create_version, current_snapshot
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.actions.transaction import (
    append_entry,
    change_state,
    lock_order,
)
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import ReleasedEntry
from fieldwork.orders.models import Entry, Order, Release
from fieldwork.orders.rights import authorize
from fieldwork.orders.snapshot import digest_to_sign
from fieldwork.orders.transitions import Action, State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict
from fieldwork.signatures.signature import Drawn, Typed, to_json

CHANGED = gettext_lazy(
    "What the document will show has changed while you were reading: the client or the company was edited. "
    "Open the form again and look before you sign."
)


def release(
    number: int,
    signature: Drawn | Typed,
    *,
    by: Person,
    note: str = "",
    displayed_digest: str | None = None,
    excluded_recipients: Sequence[str] = (),
    field_workers: Sequence[str] = (),
) -> Entry:
    """The entry of the release; version 1 is frozen with it. Raises Forbidden, Conflict, Invalid.

    `field_workers` are addresses of people who carry it out from now on; none leaves that for later.
    `excluded_recipients` are addresses that no rule mails this once. `displayed_digest` is the digest of what was
    shown while signing (`snapshot_digest`): if it is another now, this raises Conflict.
    """
    with transaction.atomic():
        order = lock_order(number)
        authorize(order, Action.RELEASE, by)
        now = timezone.now()
        digest = snapshot_digest(order)
        if displayed_digest is not None and displayed_digest != digest:
            raise Conflict(str(CHANGED), state=order.state, version=order.revision)
        signed = Release.objects.create(
            order=order, author=by, created_at=now, signature=to_json(signature), digest=digest
        )
        change_state(order, State.RELEASED, by=by)
        version = create_version(order, title=DocumentType.SERVICE_ORDER, at=now, release=signed)
        released = ReleasedEntry(
            version=version.number,
            from_state=State.CREATED,
            note=note,
            excluded_recipients=sorted(excluded_recipients),
        )
        entry = append_entry(order, released, by=by)
        if field_workers:
            set_field_workers(number, field_workers, by=by)
        return entry


def snapshot_digest(order: Order) -> str:
    """The digest of what a release would be signed for now."""
    shown = current_snapshot(
        order, title=DocumentType.SERVICE_ORDER, at=timezone.now(), release=None, version=1, before=None, reason=None
    )
    return digest_to_sign(shown)
