"""The orders in which a list is read: each as stretches that an index gives in order, begun at any place.

Nothing is skipped by counting (no OFFSET): a page starts after the place where the one before it ended.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.models.order import Orders
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person

Cursor = Sequence[str | int | None]
RowRanges = Iterator[Orders]
READ_ALONE = 2


@dataclass(frozen=True)
class Sort:
    """`label` names it; `by` are the columns of a place, the number last. `stretches(orders, place, down, back)`.

    `down` is from the last value to the first; `back` reads against the direction, towards the list's start.
    """

    label: Promise
    by: Sequence[str]
    ranges: Callable[[Orders, Cursor | None, bool, bool], RowRanges]

    def cursor(self, values: Sequence[object]) -> Cursor:
        """Returns the cursor of an order with these values of `by`."""
        return [value.isoformat() if isinstance(value, datetime) else value for value in values]  # type: ignore[misc]

    def checked(self, place: Sequence[object] | None) -> Cursor | None:
        """A place that came with an address, None if it is none of this sort."""
        if place is None or len(place) != len(self.by) or not _is_whole(place[-1]):
            return None
        fits = all(_fits(name, value) for name, value in zip(self.by, place, strict=True))
        return place if fits else None  # type: ignore[return-value]


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**62


def _fits(column: str, value: object) -> bool:
    if column in {"work_completion", "last_news_at"}:
        return isinstance(value, str) and _moment(value) is not None
    if column == "state":
        return value in State.values
    return value is None or (isinstance(value, str) and "\0" not in value) or _is_whole(value)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _ordered_by_number(orders: Orders, number: object, *, down: bool) -> Orders:
    """Sorts by number alone, from after `number`."""
    if number is not None:
        orders = orders.filter(number__lt=number) if down else orders.filter(number__gt=number)
    return orders.order_by("-number" if down else "number")


def _by_number(orders: Orders, place: Cursor | None, down: bool, back: bool) -> RowRanges:  # noqa: FBT001 - see Sort
    yield _ordered_by_number(orders, place[0] if place else None, down=down != back)


def _by_moment(column: str) -> Callable[[Orders, Cursor | None, bool, bool], RowRanges]:
    def stretches(orders: Orders, place: Cursor | None, down: bool, back: bool) -> RowRanges:  # noqa: FBT001
        falls = down != back
        comparison, sign = ("lt", "-") if falls else ("gt", "")
        if place:
            moment, number = _moment(str(place[0])), place[1]
            # The first condition is what an index starts at; the second is exact.
            orders = orders.filter(Q((f"{column}__{comparison}e", moment)))
            orders = orders.filter(Q((f"{column}__{comparison}", moment)) | Q((f"number__{comparison}", number)))
        yield orders.order_by(f"{sign}{column}", f"{sign}number")

    return stretches


def _by_state(orders: Orders, place: Cursor | None, down: bool, back: bool) -> RowRanges:  # noqa: FBT001
    """State by state in the order of their numbers, within each the newest first."""
    states: list[str] = list(reversed(State.values)) if down != back else list(State.values)
    if place:
        yield _ordered_by_number(orders.filter(state=place[0]), place[1], down=not back)
        states = states[states.index(str(place[0])) + 1 :]
    for state in states:
        yield _ordered_by_number(orders.filter(state=state), None, down=not back)


class _ByName:
    """By the name of what the order points to, which may be nothing: that is the end. Within, the newest first.

    The database walks the names by their index and from each to its orders: nothing is sorted.
    """

    def __init__(self, relation: str, kind: type[Client | OrderType | Person]) -> None:
        self._relation, self._key = relation, f"{relation}_id"
        self._named: QuerySet[Any] = kind._default_manager.order_by()

    def __call__(self, orders: Orders, place: Cursor | None, down: bool, back: bool) -> RowRanges:  # noqa: FBT001
        falls = down != back
        nameless = orders.filter(Q((f"{self._key}__isnull", True)))
        if place is None and falls:
            yield _ordered_by_number(nameless, None, down=not back)
        elif place is not None and place[1] is None:
            yield _ordered_by_number(nameless, place[2], down=not back)
            place = None
            if not falls:
                return
        elif place is not None:
            yield _ordered_by_number(orders.filter(Q((self._key, place[1]))), place[2], down=not back)
        yield from self._walk(orders, place, falls=falls, back=back)
        if not falls:
            yield _ordered_by_number(nameless, None, down=not back)

    def _walk(self, orders: Orders, after: Cursor | None, *, falls: bool, back: bool) -> RowRanges:
        # Few names may have most of the orders: the next ones are read each by its own index, to sort none of it.
        for _time in range(READ_ALONE):
            coming = self._coming(orders, after, falls=falls).first()
            if coming is None:
                return
            yield self._of(orders, coming[1], back=back)
            after = (*coming, 0)
        assert after is not None
        # Whose name is the same stand before all other names, which are then found by the name alone.
        for _name, key in self._coming(orders, after, falls=falls).filter(walked=after[0]):
            yield self._of(orders, key, back=back)
        sign = "-" if falls else ""
        walked = orders.annotate(walked=F(f"{self._relation}__sort_key"))
        walked = walked.filter(Q((f"walked__{'lt' if falls else 'gt'}", after[0])))
        yield walked.order_by(f"{sign}walked", f"{sign}{self._key}", "number" if back else "-number")

    def _of(self, orders: Orders, key: object, *, back: bool) -> Orders:
        return _ordered_by_number(orders.filter(Q((self._key, key))), None, down=not back)

    def _coming(self, orders: Orders, after: Cursor | None, *, falls: bool) -> QuerySet[Any, tuple[str, int]]:
        """Names and keys that have orders of the list, in the list's order, after the place."""
        comparison, sign = ("lt", "-") if falls else ("gt", "")
        named = self._named.annotate(walked=F("sort_key"))
        if after:
            same = Q(walked=after[0]) & Q((f"pk__{comparison}", after[1]))
            named = named.filter(Q((f"walked__{comparison}e", after[0]))).filter(
                Q((f"walked__{comparison}", after[0])) | same
            )
        having = named.filter(Exists(orders.filter(Q((self._key, OuterRef("pk"))))))
        walked: QuerySet[Any, tuple[str, int]] = having.order_by(f"{sign}walked", f"{sign}pk").values_list(
            "walked", "pk"
        )
        return walked


def _related(label: Promise, relation: str, kind: type[Client | OrderType | Person]) -> Sort:
    return Sort(label, (f"{relation}_walked", f"{relation}_id", "number"), _ByName(relation, kind))


SORTS: dict[str, Sort] = {
    "number": Sort(_("Number"), ("number",), _by_number),
    "state": Sort(_("State"), ("state", "number"), _by_state),
    "client": _related(_("Client"), "client", Client),
    "type": _related(_("Order type"), "order_type", OrderType),
    "worker": _related(_("Worker"), "first_worker", Person),
    "due": Sort(_("Due"), ("work_completion", "number"), _by_moment("work_completion")),
    "changed": Sort(_("Last change"), ("last_news_at", "number"), _by_moment("last_news_at")),
}

GROUPED = ("state", "client", "type", "worker", "due")
"""By which of them a list can be shown with headings."""
