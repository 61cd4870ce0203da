"""THE table of what follows an entry: run after commit, ticked when done, tried again when failed."""

from collections.abc import Callable
from dataclasses import dataclass

from fieldwork.documents.actions.make import make
from fieldwork.mailing.actions.queue import queue_for
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry, Version


@dataclass(frozen=True)
class Row:
    """`act` follows each entry of `kinds`. It may run twice (a crash, two processes) and must not care."""

    name: str
    kinds: frozenset[Kind]
    act: Callable[[Entry], object]


def make_document(entry: Entry) -> None:
    """The PDF of the version that was frozen with the entry. Raises NotMade."""
    make(Version.objects.get(order_id=entry.order_id, number=entry.data["version"]))


WITH_DOCUMENT = frozenset({Kind.RELEASED, Kind.CONFIRMED, Kind.FAST_CLOSED, Kind.NOT_PERFORMED, Kind.ACCEPTED})

TABLE = (
    Row("document", WITH_DOCUMENT, make_document),
    Row("mail", WITH_DOCUMENT - {Kind.ACCEPTED}, queue_for),
)
