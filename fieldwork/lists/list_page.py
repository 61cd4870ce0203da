"""One page of a list, and counts that stop: what each costs does not grow with the number of orders."""

from collections.abc import Iterator
from dataclasses import dataclass

from fieldwork.lists.filters import filtered_orders
from fieldwork.lists.list_query import OrderListQuery, cursor_of, cursor_token
from fieldwork.lists.rows import Row, rows_of
from fieldwork.lists.sort_orders import SORTS
from fieldwork.orders.models import Order
from fieldwork.orders.models.order import Orders
from fieldwork.people.models import Person

PAGE_SIZE = 50
MAX_COUNTED = 999
MAX_ON_BADGE = 99
EXPORT_BATCH = 500


@dataclass(frozen=True)
class Page:
    """`count` as people read it: "12", "999+". `before` and `after` are tokens, "" where the list ends."""

    rows: list[Row]
    count: str
    before: str
    after: str


def counted(orders: Orders) -> int:
    """Returns the number of orders, or MAX_COUNTED + 1 for more."""
    return orders.order_by()[: MAX_COUNTED + 1].count()


def count_text(count: int) -> str:
    """A count as people read it."""
    return f"{MAX_COUNTED}+" if count > MAX_COUNTED else str(count)


def badge_of(orders: Orders) -> str:
    """A count beside a name: "7", "99+". There are many of them on a page, so each stops sooner."""
    count = orders.order_by()[: MAX_ON_BADGE + 1].count()
    return f"{MAX_ON_BADGE}+" if count > MAX_ON_BADGE else str(count)


def build_page(person: Person, query: OrderListQuery) -> Page:
    """The page that the address asks for."""
    orders, count = _chosen(person, query)
    back = cursor_of(query.before) is not None
    numbers = numbers_from(orders, query, query.before or query.after, PAGE_SIZE + 1, back=back)
    more = len(numbers) > PAGE_SIZE
    numbers = numbers[:PAGE_SIZE][::-1] if back else numbers[:PAGE_SIZE]
    rows = rows_of(numbers, person)
    first, last = (cursor_token(rows[0].cursor(query)), cursor_token(rows[-1].cursor(query))) if rows else ("", "")
    earlier = more if back else bool(query.after)
    return Page(rows, count_text(count), first if earlier else "", last if (back or more) else "")


def numbers_from(orders: Orders, query: OrderListQuery, start: str, limit: int, *, back: bool = False) -> list[int]:
    """Returns at most `limit` numbers after the cursor `start`, in the order asked; `back`: before it, backwards."""
    sort = SORTS[query.sort_name]
    found: list[int] = []
    for stretch in sort.ranges(orders, sort.checked(cursor_of(start)), query.down, back):
        found += stretch.values_list("number", flat=True)[: limit - len(found)]
        if len(found) == limit:
            break
    return found


def first_of(person: Person, query: OrderListQuery, limit: int) -> tuple[list[int], str]:
    """The first numbers of the list, and its count as people read it."""
    orders, count = _chosen(person, query)
    return numbers_from(orders, query, "", limit), count_text(count)


def all_rows(person: Person, query: OrderListQuery) -> Iterator[list[Row]]:
    """Yields all orders of the list, EXPORT_BATCH at a time: a few short queries each, nothing held in between."""
    orders, _count = _chosen(person, query)
    place = ""
    while numbers := numbers_from(orders, query, place, EXPORT_BATCH):
        rows = rows_of(numbers, person)
        yield rows
        if len(numbers) < EXPORT_BATCH or not rows:
            return
        place = cursor_token(rows[-1].cursor(query))


def _chosen(person: Person, query: OrderListQuery) -> tuple[Orders, int]:
    """The list's orders with their count. Where few are left, exactly these: to walk an index for them costs more."""
    few = filtered_orders(person, query)
    count = counted(few)
    if count > MAX_COUNTED:
        return filtered_orders(person, query, walked=True), count
    return Order.objects.filter(pk__in=list(few.values_list("pk", flat=True)[:count])).order_by(), count
