"""Tell the workspace what another app did for the order: a mail, a link for the client."""

from collections.abc import Mapping

from fieldwork.orders.actions.transaction import append_entry, lock_order, order_transaction
from fieldwork.orders.entry_kinds import EntryKind
from fieldwork.orders.models import Entry
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person

SYSTEM_KINDS = frozenset({EntryKind.MAIL, EntryKind.LINK})


def append_system_entry(
    number: int, kind: EntryKind, data: Mapping[str, object], *, by: Person | None, submission: Submission | None = None
) -> Entry:
    """The entry; `kind` is one of SYSTEM_KINDS. Part of the caller's transaction where there is one."""
    assert kind in SYSTEM_KINDS
    with order_transaction():
        return append_entry(lock_order(number), kind, by=by, submission=submission, data=dict(data))
