"""What surrounds an order in the details panel: whether it is in time, how it changed, what else the client has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language

from fieldwork.measures.formats import format_span
from fieldwork.orders.entry_payload import EntryChange
from fieldwork.orders.entry_types import ENTRY_TYPES
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.workspace.timeline import StateBadge, badge_for

HISTORY_KINDS = [kind for kind, each in ENTRY_TYPES.items() if each.in_history]
MAX_HISTORY = 50
MAX_OTHER_ORDERS = 5


@dataclass(frozen=True)
class Timing:
    """Against the planned completion: still open or ended, late or not, and by how much in words."""

    ended: bool
    late: bool
    by: str


@dataclass(frozen=True)
class StateChange:
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


def history_of(order: Order) -> Sequence[StateChange]:
    """Returns at most MAX_HISTORY decisions, field worker changes, message edits and deletions; newest first."""
    entries = order.entries.filter(kind__in=HISTORY_KINDS).select_related("author")
    return [_change(entry) for entry in entries.order_by("-seq")[:MAX_HISTORY]]


def _change(entry: Entry) -> StateChange:
    payload = entry.payload
    seq = entry.about if isinstance(payload, EntryChange) and entry.about else entry.seq
    return StateChange(seq, entry.created_at, payload.icon, entry.line)


def other_orders_of_client(order: Order, person: Person) -> Sequence[tuple[Order, StateBadge]]:
    """The last orders of the same client, as far as this person may see them."""
    others = Order.objects.visible_to(person).filter(client=order.client_id).exclude(number=order.number)
    return [(other, badge_for(other.state)) for other in others.order_by("-number")[:MAX_OTHER_ORDERS]]
