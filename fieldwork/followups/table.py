"""THE table of what follows an entry: run after commit, ticked when done, tried again when failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fieldwork.documents.actions.make import make, note_unended
from fieldwork.mailing.actions.queue import queue_for
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry, Version


@dataclass(frozen=True)
class Row:
    """`act` follows each entry of `kinds`. It may run twice (a crash, two processes) and must not care.

    `unended` is told what has no end of its own: how often in a row its process ended, why, and when the next try is.
    """

    name: str
    kinds: frozenset[Kind]
    act: Callable[[Entry], object]
    unended: Callable[[Entry, int, str, datetime | None], object] = lambda *_told: None


def make_document(entry: Entry) -> None:
    """The PDF of the version that was frozen with the entry. Raises NotMade."""
    make(version_of(entry))


def note_unended_document(entry: Entry, times: int, why: str, next_try_at: datetime | None) -> None:
    """The page of the document tells it, too."""
    note_unended(version_of(entry), times, why, next_try_at)


def version_of(entry: Entry) -> Version:
    """What was frozen with the entry."""
    return Version.objects.get(order_id=entry.order_id, number=entry.data["version"])


WITH_DOCUMENT = frozenset({Kind.RELEASED, Kind.CONFIRMED, Kind.FAST_CLOSED, Kind.NOT_PERFORMED, Kind.ACCEPTED})

TABLE = (
    Row("document", WITH_DOCUMENT, make_document, note_unended_document),
    Row("mail", WITH_DOCUMENT - {Kind.ACCEPTED}, queue_for),
)
