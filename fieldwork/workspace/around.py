"""What surrounds an order in the details panel: whether it is in time, how it changed, what else the client has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from fieldwork.measures.formatting import format_span
from fieldwork.orders.kinds import CHANGES, FORMS, LOOKS, Kind
from fieldwork.orders.listing import sentence_of
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.states import State
from fieldwork.people.models import Person
from fieldwork.workspace.timeline import StateLook, look_of

HISTORY = FORMS | {Kind.FIELD_WORKERS, Kind.EDITED, Kind.DELETED, Kind.ACCEPTED, Kind.OBJECTED}
MOST_HISTORY = 50
MOST_OTHERS = 5


@dataclass(frozen=True)
class Timing:
    """Against the planned completion: still open or ended, late or not, and by how much in words."""

    ended: bool
    late: bool
    by: str


@dataclass(frozen=True)
class Change:
    """One line of the history of changes; `seq` is the entry with a box that it leads to."""

    seq: int
    at: datetime
    icon: str
    line: str


def timing_of(order: Order, ended_at: datetime | None) -> Timing | None:
    """`ended_at` is when the last confirmation came. None where nothing was performed."""
    if order.state == State.NOT_PERFORMED:
        return None
    span = (ended_at or timezone.now()) - order.work_completion
    return Timing(ended_at is not None, span.total_seconds() > 0, format_span(abs(span), get_language() or "en"))


def history_of(order: Order) -> Sequence[Change]:
    """What was decided, who was added, which words changed; the newest first."""
    entries = order.entries.filter(kind__in=HISTORY).select_related("by").defer("fingerprint")
    return [_change(entry) for entry in entries.order_by("-seq")[:MOST_HISTORY]]


def _change(entry: Entry) -> Change:
    kind = Kind(entry.kind)
    line = sentence_of(kind, entry.text, entry.data, by=entry.by.name if entry.by else None)
    seq = entry.about if kind in CHANGES and entry.about else entry.seq
    return Change(seq, entry.at, LOOKS[kind].icon, line)


def others_of(order: Order, person: Person) -> Sequence[tuple[Order, StateLook]]:
    """The last orders of the same client, as far as this person may see them."""
    others = Order.objects.visible_to(person).filter(client=order.client_id).exclude(number=order.number)
    return [(other, look_of(other.state)) for other in others.order_by("-number")[:MOST_OTHERS]]
