"""Fills an empty database with a company and many orders; prints, as JSON, how to sign in and which order to open.

Run as a process of its own: `python -m tests.bench.seed ORDERS ENTRIES MESSAGES`.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
django.setup()

# Models need Django set up before they are imported: E402.
import json  # noqa: E402
import random  # noqa: E402
import sys  # noqa: E402
from datetime import timedelta  # noqa: E402

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from fieldwork.masterdata.models import Client, Company, OrderType, Product, Worker  # noqa: E402
from fieldwork.orders.entry_types import EntryKind  # noqa: E402
from fieldwork.orders.models import Assignment, Entry, Line, NumberSequence, Order, ReadReceipt  # noqa: E402
from fieldwork.orders.transitions import State  # noqa: E402
from fieldwork.people.actions.add_person import add_person  # noqa: E402
from fieldwork.people.models import Person  # noqa: E402
from fieldwork.people.roles import Role  # noqa: E402
from fieldwork.search.actions.index_entries import rebuild  # noqa: E402
from tests.bench.formatted_numbers import WORDS, word  # noqa: E402

SPREAD = {
    State.CREATED: 2, State.RELEASED: 4, State.PARTIALLY_CONFIRMED: 3, State.FINALLY_CONFIRMED: 86,
    State.NOT_PERFORMED: 5,
}  # fmt: skip
"""Shares of a hundred: most orders of a company that has worked for years are done."""

PEOPLE = {
    "layla": ("Layla Nassar", Role.COORDINATOR),
    "ogechi": ("Ogechi Adeola", Role.SUPERVISOR),
    "diego": ("Diego González", Role.FIELD_WORKER),
}
AT_ONCE = 2000


def main(orders: int, entries: int, messages: int) -> None:
    """The whole filling. `orders` in all, `entries` on the one that is opened, `messages` more to be searched."""
    call_command("migrate", verbosity=0)
    people = _company()
    _orders(orders, people)
    number = _busy_order(entries, people)
    _messages(messages, number, people)
    rebuild(lambda _done: None)
    with connection.cursor() as cursor:
        # As the server's own upkeep does within a minute: the planner knows how many rows there are.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    sessions = {name: _session(person) for name, person in people.items()}
    version = ".".join(map(str, connection.get_database_version()))
    print(json.dumps({"database": f"{connection.display_name} {version}", "sessions": sessions, "busy": number}))


def _company() -> dict[str, Person]:
    Company.objects.create(id=1, name="Nadiya IT & Consulting", currency="USD", language="en", time_zone="UTC")
    OrderType.objects.create(code="computer-repair", name="Computer repair")
    Client.objects.bulk_create([Client(code=f"client-{place}", name=f"Client {place}") for place in range(40)])
    for kind, code, price in (("service", "router-diagnosis", 6000), ("material", "patch-cable", 650)):
        Product.objects.create(kind=kind, code=code, name=code.replace("-", " ").title(), unit="piece", price=price)
    people = {
        email: add_person(email=f"{email}@nadiya.example", name=name, roles=role, password=None)
        for email, (name, role) in PEOPLE.items()
    }
    Worker.objects.create(code="diego", name="Diego González", price=4500, person=people["diego"])
    return people


def _orders(count: int, people: dict[str, Person]) -> None:
    draw = random.Random(4)
    now = timezone.now()
    clients = list(Client.objects.all())
    order_type = OrderType.objects.get()
    states = draw.choices(list(SPREAD), weights=list(SPREAD.values()), k=count)
    for first in range(0, count, AT_ONCE):
        made = [
            Order(
                number=number + 1, state=states[number], name=f"Repair {number + 1}", description="What is broken.",
                order_type=order_type, client=draw.choice(clients), currency="USD", created_by=people["layla"],
                created_at=now - timedelta(minutes=count - number),
                last_news_at=now - timedelta(minutes=count - number),
                work_start=now - timedelta(minutes=count - number),
                work_completion=now + timedelta(minutes=number - count + 999),
                last_seq=2, news_count=2, last_news_seq=2,
            )
            for number in range(first, min(first + AT_ONCE, count))
        ]  # fmt: skip
        Order.objects.bulk_create(made)
        _what_belongs(made, people, draw)
    NumberSequence.objects.create(name="order", last_number=count)


def _what_belongs(orders: list[Order], people: dict[str, Person], draw: random.Random) -> None:
    cable = Product.objects.get(code="patch-cable")
    diego = people["diego"]
    Line.objects.bulk_create(
        Line(
            order=order, position=0, kind="material", product=cable, code=cable.code, name=cable.name, unit="piece",
            amount=4000, price=650, subtotal=2600,
        )
        for order in orders
    )  # fmt: skip
    Entry.objects.bulk_create(
        Entry(order=order, seq=seq, news_count=seq, kind=kind, author=by, created_at=order.last_news_at, text=text)
        for order in orders
        for seq, kind, by, text in (
            (1, EntryKind.CREATED, people["layla"], ""), (2, EntryKind.MESSAGE, people["ogechi"], "Seen, thank you."),
        )
    )  # fmt: skip
    assigned = [order for order in orders if order.state != State.CREATED and draw.random() < 0.3]
    Assignment.objects.bulk_create(
        Assignment(order=order, person=diego, added_by=people["layla"], added_at=order.last_news_at)
        for order in assigned
    )
    Order.objects.filter(pk__in=[order.pk for order in assigned]).update(first_worker=diego)
    read = [order for order in orders if draw.random() < 0.95]
    ReadReceipt.objects.bulk_create(
        ReadReceipt(order=order, person=person, seq=2, news_count=2) for order in read for person in people.values()
    )


def _busy_order(entries: int, people: dict[str, Person]) -> int:
    order = Order.objects.filter(state=State.PARTIALLY_CONFIRMED).order_by("-number")[0]
    writers = list(people.values())
    Entry.objects.bulk_create(
        Entry(
            order=order,
            seq=seq,
            news_count=seq,
            kind=EntryKind.MESSAGE,
            author=writers[seq % 3],
            created_at=order.last_news_at,
            text=f"Message {seq}.",
        )
        for seq in range(3, entries + 1)
    )
    Order.objects.filter(pk=order.pk).update(last_seq=entries, news_count=entries, last_news_seq=entries)
    Assignment.objects.get_or_create(
        order=order, person=people["diego"], defaults={"added_by": people["layla"], "added_at": order.last_news_at}
    )
    return order.number


def _messages(count: int, busy: int, people: dict[str, Person]) -> None:
    """Messages on all orders but the busy one, of words of which a few are used often and most hardly ever."""
    draw, writers, now = random.Random(5), list(people.values()), timezone.now()
    numbers = list(Order.objects.exclude(pk=busy).order_by("pk").values_list("pk", flat=True))
    said = dict.fromkeys(numbers, 2)
    for first in range(0, count, AT_ONCE):
        made = []
        for place in range(first, min(first + AT_ONCE, count)):
            number = numbers[place * len(numbers) // count]
            said[number] += 1
            text = " ".join(word(min(int(draw.paretovariate(0.6)), WORDS)) for _time in range(12))
            seq, by = said[number], writers[place % 3]
            made.append(
                Entry(
                    order_id=number,
                    seq=seq,
                    news_count=seq,
                    kind=EntryKind.MESSAGE,
                    author=by,
                    created_at=now,
                    text=text,
                )
            )
        Entry.objects.bulk_create(made)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE orders_order SET last_seq = found.last, news_count = found.last, last_news_seq = found.last FROM"
            " (SELECT order_id, MAX(seq) AS last FROM orders_entry GROUP BY order_id) AS found"
            " WHERE found.order_id = orders_order.number"
        )


def _session(person: Person) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
