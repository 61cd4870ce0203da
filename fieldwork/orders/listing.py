"""The list of orders grouped by state: a fixed number of queries, whatever the number of orders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext as _

from fieldwork.orders.kinds import LOOKS, Kind, Title
from fieldwork.orders.models import Entry, FieldWorker, Order
from fieldwork.orders.models.order import Orders
from fieldwork.orders.states import ENDS, STATE_ICONS, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.reading import clean_text

PER_GROUP = 20
PER_ENDED_GROUP = 10


@dataclass(frozen=True)
class Item:
    """One order in the list."""

    number: int
    name: str
    client: str
    last_at: datetime
    line: str
    unread: int
    days_late: int
    no_worker: bool


@dataclass(frozen=True)
class Group:
    """The newest orders in one state; `count` of all of them."""

    state: State
    place: int
    icon: str
    count: int
    items: Sequence[Item]

    @property
    def more(self) -> int:
        """How many the list leaves out."""
        return self.count - len(self.items)


def groups(person: Person, *, q: str = "", only: str = "") -> list[Group]:
    """The groups that have orders; `only` one state, then whole up to 500."""
    seen = matching(Order.objects.visible_to(person), q)
    counts: dict[str, int] = dict(seen.order_by().values_list("state").annotate(n=Count("number")))
    shown = [state for state in State if counts.get(state) and only in ("", state)]
    found = _rows(seen, person, {state: 500 if only else _most(state) for state in shown})
    lines = _last_lines([order for orders in found.values() for order in orders])
    return [
        Group(
            state,
            place,
            STATE_ICONS[state],
            counts[state],
            [_item(order, person, lines) for order in found[state]],
        )
        for place, state in enumerate(State, start=1)
        if state in shown
    ]


def matching(orders: Orders, q: str) -> Orders:
    """Those whose number, name, client or field worker fits what somebody typed."""
    q = clean_text(q)[:100]
    if not q:
        return orders
    workers = FieldWorker.objects.filter(order=OuterRef("pk"), person__name__icontains=q)
    wanted = Q(name__icontains=q) | Q(client__name__icontains=q) | Q(Exists(workers))
    if q.isdecimal() and len(q) < 16:
        wanted |= Q(number=int(q))
    return orders.filter(wanted)


def unread_orders(person: Person) -> int:
    """In how many orders something happened that the person has not seen."""
    marked = _with_mark(Order.objects.visible_to(person), person)
    unread = Q(mark__seq__isnull=True) | Q(mark__seq__lt=F("last_seq"))
    return marked.filter(unread, last_at__gt=person.joined_at).count()


def sentence_of(entry: Entry) -> str:
    """An entry in one line, as lists show it."""
    look = LOOKS[Kind(entry.kind)]
    return str(look.sentence) % {
        "name": entry.by.name.split(" ")[0] if entry.by else "",
        "text": entry.text.replace("\n", " ")[:160] or _("sent a file"),
        "reason": entry.text.replace("\n", " ")[:160],
        "number": entry.order_id,
        "confirmation": entry.data.get("confirmation", ""),
        "version": entry.data.get("version", ""),
        "title": Title(entry.data["title"]).label if "title" in entry.data else "",
    }


def _most(state: State) -> int:
    return PER_ENDED_GROUP if state in ENDS else PER_GROUP


def _rows(seen: Orders, person: Person, most: dict[State, int]) -> dict[State, list[Order]]:
    """The newest orders of each state: keys by an index per state, then all of them in one query."""
    newest = seen.order_by("-last_at", "-number").values_list("pk", flat=True)
    keys = [key for state, count in most.items() for key in newest.filter(state=state)[:count]]
    there = Exists(FieldWorker.objects.filter(order=OuterRef("pk")))
    marked = _with_mark(Order.objects.filter(pk__in=keys), person)
    rows = marked.annotate(read_to=F("mark__seq"), has_worker=there).select_related("client")
    found: dict[State, list[Order]] = {state: [] for state in most}
    for order in rows.order_by("-last_at", "-number"):
        if State(order.state) in found:
            found[State(order.state)].append(order)
    return found


def _with_mark(orders: Orders, person: Person) -> Orders:
    return orders.annotate(mark=FilteredRelation("read_marks", condition=Q(read_marks__person=person)))


def _last_lines(orders: Sequence[Order]) -> dict[int, str]:
    numbers = [order.number for order in orders]
    last = Entry.objects.filter(order__in=numbers, seq=F("order__last_seq")).select_related("by")
    return {entry.order_id: sentence_of(entry) for entry in last}


def _item(order: Order, person: Person, lines: dict[int, str]) -> Item:
    read_to: int | None = getattr(order, "read_to", None)
    fresh = order.last_at > person.joined_at
    office = bool(person.roles & (Role.COORDINATOR | Role.SUPERVISOR))
    return Item(
        number=order.number,
        name=order.name,
        client=order.client.name,
        last_at=order.last_at,
        line=lines.get(order.number, ""),
        unread=max(0, order.last_seq - (read_to or 0)) if fresh else 0,
        days_late=order.days_late,
        no_worker=office and not order.is_ended and not getattr(order, "has_worker", True),
    )
