"""One page of a list, and counts that stop: what each costs does not grow with the number of orders."""

from collections.abc import Iterator
from dataclasses import dataclass

from fieldwork.lists.asked import Asked, place_of, token
from fieldwork.lists.filters import wanted
from fieldwork.lists.rows import Row, rows_of
from fieldwork.lists.sorts import SORTS
from fieldwork.orders.models import Order
from fieldwork.orders.models.order import Orders
from fieldwork.people.models import Person

AT_ONCE = 50
MOST_COUNTED = 999
MOST_ON_BADGE = 99
EXPORTED_AT_ONCE = 500


@dataclass(frozen=True)
class Page:
    """`count` as people read it: "12", "999+". `before` and `after` are tokens, "" where the list ends."""

    rows: list[Row]
    count: str
    before: str
    after: str


def counted(orders: Orders) -> int:
    """How many there are, or MOST_COUNTED + 1 for more."""
    return orders.order_by()[: MOST_COUNTED + 1].count()


def told(count: int) -> str:
    """A count as people read it."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def badge_of(orders: Orders) -> str:
    """A count beside a name: "7", "99+". There are many of them on a page, so each stops sooner."""
    count = orders.order_by()[: MOST_ON_BADGE + 1].count()
    return f"{MOST_ON_BADGE}+" if count > MOST_ON_BADGE else str(count)


def page_of(person: Person, asked: Asked) -> Page:
    """The page that the address asks for."""
    orders, count = _chosen(person, asked)
    back = place_of(asked.before) is not None
    numbers = numbers_from(orders, asked, asked.before or asked.after, AT_ONCE + 1, back=back)
    more = len(numbers) > AT_ONCE
    numbers = numbers[:AT_ONCE][::-1] if back else numbers[:AT_ONCE]
    rows = rows_of(numbers, person)
    first, last = (token(rows[0].place(asked)), token(rows[-1].place(asked))) if rows else ("", "")
    earlier = more if back else bool(asked.after)
    return Page(rows, told(count), first if earlier else "", last if (back or more) else "")


def numbers_from(orders: Orders, asked: Asked, start: str, most: int, *, back: bool = False) -> list[int]:
    """At most `most` numbers from after the place `start`, in the order asked for; `back` from before it, backwards."""
    sort = SORTS[asked.sort_name]
    found: list[int] = []
    for stretch in sort.stretches(orders, sort.checked(place_of(start)), asked.down, back):
        found += stretch.values_list("number", flat=True)[: most - len(found)]
        if len(found) == most:
            break
    return found


def first_of(person: Person, asked: Asked, most: int) -> tuple[list[int], str]:
    """The first numbers of the list, and its count as people read it."""
    orders, count = _chosen(person, asked)
    return numbers_from(orders, asked, "", most), told(count)


def all_rows(person: Person, asked: Asked) -> Iterator[list[Row]]:
    """Every order of the list, some hundreds at a time: each piece a few short queries, nothing held in between."""
    orders, _count = _chosen(person, asked)
    place = ""
    while numbers := numbers_from(orders, asked, place, EXPORTED_AT_ONCE):
        rows = rows_of(numbers, person)
        yield rows
        if len(numbers) < EXPORTED_AT_ONCE or not rows:
            return
        place = token(rows[-1].place(asked))


def _chosen(person: Person, asked: Asked) -> tuple[Orders, int]:
    """The list's orders with their count. Where few are left, exactly these: to walk an index for them costs more."""
    few = wanted(person, asked)
    count = counted(few)
    if count > MOST_COUNTED:
        return wanted(person, asked, walked=True), count
    return Order.objects.filter(pk__in=list(few.values_list("pk", flat=True)[:count])).order_by(), count
