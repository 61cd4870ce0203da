"""Tell the workspace what another room did for the order: a mail, a link for the client."""

from collections.abc import Mapping

from fieldwork.orders.actions.steps import acting, lock, record
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person

TOLD = frozenset({Kind.MAIL, Kind.LINK})


def tell(
    number: int, kind: Kind, data: Mapping[str, object], *, by: Person | None, submission: Submission | None = None
) -> Entry:
    """The entry; `kind` is one of TOLD. Part of the caller's transaction where there is one."""
    assert kind in TOLD
    with acting():
        return record(lock(number), kind, by=by, submission=submission, data=dict(data))
