"""Which orders a list shows: those one may see, narrowed by what was asked."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fieldwork.collation.folded_text import number_in, query_words
from fieldwork.lists.list_query import OrderListQuery
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.masterdata.text_search import matching_people, matching_rows
from fieldwork.orders.models import Assignment, Order
from fieldwork.orders.models.order import Orders
from fieldwork.orders.transitions import OPEN_STATES, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Right, Role
from fieldwork.search.search_results import orders_matching

MAX_NAMES = 500
"""So many clients or people may carry a typed word; who types "a" is shown part of the list either way."""

FEW = 1000
"""Orders that are named one by one."""

AT_WORK = (State.RELEASED, State.PARTIALLY_CONFIRMED)
STILL_OPEN = [str(state) for state in OPEN_STATES]


def filtered_orders(person: Person, query: OrderListQuery, *, walked: bool = False) -> Orders:
    """The orders, in no order. `walked`: asked so that the database reads the orders and looks up the rest.

    That is quick where many fit and the first fifty are wanted; the other way is quick where few fit.
    """
    orders = _visible(person, walked=walked)
    if query.state:
        orders = orders.filter(state__in=query.state)
    if query.client:
        orders = orders.filter(client=_key(Client, query.client))
    if query.type:
        orders = orders.filter(order_type=_key(OrderType, query.type))
    if query.worker:
        on_it = Exists(Assignment.objects.filter(order=OuterRef("pk"), person=query.worker))
        orders = orders.filter(on_it) if walked else orders.filter(assignments__person=query.worker)
    orders = orders.filter(_due(query))
    if query.late:
        orders = orders.filter(state__in=STILL_OPEN, work_completion__lt=timezone.now())
    if query.no_worker:
        orders = orders.filter(state__in=STILL_OPEN, first_worker=None)
    if query.waiting:
        orders = orders.filter(waiting_for(person))
    return orders.filter(_typed(query.q)) if query.q else orders


def _visible(person: Person, *, walked: bool) -> Orders:
    visible = Order.objects.visible_to(person).order_by()
    if walked and not person.may(Right.SEE_ALL_ORDERS):
        return Order.objects.filter(Exists(visible.filter(pk=OuterRef("pk")))).order_by()
    return visible


def _key(model: type[Client | OrderType], code: str) -> int:
    """The key of a row of master data, 0 where there is none: with it the database has nothing to join."""
    found: int | None = model._default_manager.filter(code=code).values_list("pk", flat=True).first()
    return found or 0


def waiting_for(person: Person) -> Q:
    """The next step is this person's: to release, to find somebody for it, to confirm."""
    found = Q(pk__in=[])
    if person.roles & Role.SUPERVISOR:
        own = Q(created_by=person) if get_company().own_release_forbidden else Q(pk__in=[])
        found |= Q(state=State.CREATED) & ~own
    if person.roles & Role.COORDINATOR:
        found |= Q(state__in=AT_WORK, first_worker=None)
    if person.roles & Role.FIELD_WORKER:
        found |= Q(state__in=AT_WORK) & Q(Exists(Assignment.objects.filter(order=OuterRef("pk"), person=person)))
    return found


def _due(query: OrderListQuery) -> Q:
    """Days are those of the company's zone."""
    zone = ZoneInfo(get_company().time_zone)
    found = Q()
    if query.due_from:
        found &= Q(work_completion__gte=datetime.combine(query.due_from, time.min, zone))
    if query.due_to:
        found &= Q(work_completion__lt=datetime.combine(query.due_to + timedelta(days=1), time.min, zone))
    return found


def _typed(q: str) -> Q:
    """Returns a filter: every word occurs.

    It may be the number, a client or worker, or stand in name or description, by the search index.
    Words that are no part of any name are looked up in the index together. Each of the others is looked up with them
    once more.
    """
    named = {word: _named(word) for word in query_words(q)}
    always = [word for word, (_whose, elsewhere) in named.items() if not elsewhere]
    found = Q()
    if always:
        found &= Q(pk__in=orders_matching(" ".join(always)) or ())
    for word, (whose, elsewhere) in named.items():
        if elsewhere:
            found &= whose | Q(pk__in=orders_matching(" ".join([*always, word])) or ())
    # Keys, each by an index of its own: the database never reads a text of an order.
    return found


def _named(word: str) -> tuple[Q, bool]:
    """The orders with this number, with a client or a worker of this name; whether there is any such name."""
    number = number_in(word)
    numbers = set() if number is None else {number}
    clients = list(matching_rows(Client.objects.order_by(), word).values_list("pk", flat=True)[:MAX_NAMES])
    people = list(matching_people(Person.objects.order_by(), word).values_list("pk", flat=True)[:MAX_NAMES])
    found = Q(client__in=clients)
    if people:
        theirs = Assignment.objects.filter(person__in=people).values_list("order", flat=True)
        few = list(theirs[: FEW + 1])
        if len(few) > FEW:
            found |= Q(Exists(Assignment.objects.filter(order=OuterRef("pk"), person__in=people)))
        else:
            numbers |= set(few)
    return found | Q(pk__in=numbers), bool(clients or people or numbers)
