"""The board: a column for each state, its newest orders as cards, and where a card may be moved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fieldwork.lists.list_page import first_of
from fieldwork.lists.list_query import OrderListQuery
from fieldwork.lists.rows import Row, rows_of
from fieldwork.orders.models import Order
from fieldwork.orders.rights import available_actions
from fieldwork.orders.transitions import STATE_ICONS, Action, State, Transition
from fieldwork.people.models import Person

CARDS_PER_COLUMN = 12
"""Of a column; the rest is one press away."""

OTHER_HALF = {Action.REJECT: "release", Action.CONFIRM_LAST: "confirmation"}
"""Steps that are an answer in the form of another one."""


@dataclass(frozen=True)
class BoardColumn:
    """`count` as people read it; `all` asks for the whole column as a table."""

    state: State
    state_number: int
    icon: str
    count: str
    rows: Sequence[Row]
    all: OrderListQuery

    @property
    def more(self) -> bool:
        """Whether there are more than the cards shown."""
        return not self.count.isdecimal() or int(self.count) > len(self.rows)


@dataclass(frozen=True)
class Move:
    """A step that brings the order to `target`, by the form at `url`; `reason` says why it is off."""

    transition: Transition
    target: State
    url: str
    reason: str | None


def columns_of(person: Person, query: OrderListQuery) -> list[BoardColumn]:
    """The columns; of those that a filter leaves out there are none. Their cards come by the same few queries."""
    found = []
    for place, state in enumerate(State, start=1):
        if query.state and state not in query.state:
            continue
        whole = replace(query.changed(), state=(str(state),), sort="-changed", grouped=False)
        found.append((state, place, whole, *first_of(person, whole, CARDS_PER_COLUMN)))
    rows = {row.number: row for row in rows_of([number for *_rest, some, _count in found for number in some], person)}
    return [
        BoardColumn(state, place, STATE_ICONS[state], count, [rows[number] for number in some if number in rows], whole)
        for state, place, whole, some, count in found
    ]


def moves(order: Order, person: Person, to: str = "") -> list[Move]:
    """The steps that lead to another state, or only those to `to`; what is possible first."""
    found = []
    for one in available_actions(order, person):
        target = one.transition.target
        if target is None or target == order.state or to not in ("", target):
            continue
        form = one.transition.form or OTHER_HALF[one.transition.action]
        found.append(Move(one.transition, target, f"/orders/{order.pk}/{form}", one.reason))
    return sorted(found, key=lambda move: move.reason is not None)
