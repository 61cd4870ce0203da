"""What somebody finds: only in orders they may see, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from fieldwork.collation.folded_text import number_in
from fieldwork.masterdata.models import Client
from fieldwork.masterdata.text_search import Highlight, highlight, matching_people, matching_rows
from fieldwork.orders.models import Assignment, Order
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.search.entry_text import searchable_text
from fieldwork.search.index_query import IndexQuery
from fieldwork.search.models import Text
from fieldwork.search.tokens import kind_mark, order_mark, query_tokens

MAX_ORDERS = 1000
"""So many of their newest orders are searched for somebody who sees only some."""

FEW_ORDERS, WINDOW = 50, 10
"""Marks of so many orders are asked for at once; for more, so many times the wanted rows are looked through first."""

BEFORE, LONG = 30, 300
"""Signs of an excerpt before its first hit, and all in all."""


@dataclass(frozen=True)
class Hit:
    """A text that was found: of an order ("order"), an entry ("words") or a file's name ("file")."""

    key: int
    kind: str
    order: Order
    seq: int
    text: str
    by: str
    excerpt: Sequence[Highlight]


def search_hits(
    person: Person, typed: str, *, limit: int, kinds: Sequence[str] = (), order: Order | None = None, before: int = 0
) -> list[Hit]:
    """Returns at most `limit` hits, older than the hit with the key `before`.

    The caller found `order` through the person.
    """
    words, where = query_tokens(typed), _where(person, order)
    if not words or where is None:
        return []
    marks = [[kind_mark(kind) for kind in kinds]] if kinds else []
    rows = _rows(person, words, marks, where, limit, before or None)
    # The marks are a short cut: whether somebody may see a text is asked where it is always asked.
    texts = _visible(person, rows).select_related("entry__order__client", "entry__author", "file").order_by("-pk")
    return [_hit(text, typed) for text in texts[:limit]]


def orders_matching(typed: str) -> list[int] | None:
    """Numbers of the newest orders whose name or description carries the words; None if nothing was asked."""
    words = query_tokens(typed)
    if not words:
        return None
    rows = IndexQuery(words, [[kind_mark("order")]]).rows(MAX_ORDERS)
    return list(Text.objects.filter(pk__in=rows).values_list("entry__order_id", flat=True))


def order_numbered(person: Person, typed: str) -> Order | None:
    """The order with exactly this number."""
    number = number_in(typed.strip())
    if number is None:
        return None
    return Order.objects.visible_to(person).select_related("client").filter(pk=number).first()


def clients(person: Person, typed: str) -> QuerySet[Client]:
    """Clients that the person may look up, or whose orders they see."""
    known = Client.objects.filter(active=True)
    if not person.may(Right.LOOK_UP_CLIENTS):
        known = known.filter(pk__in=Order.objects.visible_to(person).values("client"))
    return matching_rows(known, typed).order_by("sort_key", "pk")


def people(person: Person, typed: str) -> QuerySet[Person]:
    """Colleagues: all of them for the office and the administrator, else those on the same orders."""
    known = Person.objects.filter(is_active=True)
    if not (person.may(Right.SEE_ALL_ORDERS) or person.may(Right.MANAGE_PEOPLE)):
        mine = Order.objects.visible_to(person)
        known = known.filter(pk__in=Assignment.objects.filter(order__in=mine).values("person"))
    return matching_people(known, typed).order_by("sort_key", "pk")


def _where(person: Person, order: Order | None) -> list[list[str]] | None:
    """The marks of the orders to look in: none for all of them, None for nowhere."""
    if order is not None:
        return [[order_mark(order.pk)]]
    if person.may(Right.SEE_ALL_ORDERS):
        return []
    mine = Order.objects.visible_to(person).order_by("-pk").values_list("pk", flat=True)[:MAX_ORDERS]
    return [marks] if (marks := [order_mark(number) for number in mine]) else None


def _rows(
    person: Person, words: list[str], marks: list[list[str]], where: list[list[str]], limit: int, before: int | None
) -> list[int]:
    """Keys of rows, the newest first. For somebody on many orders the newest of all are looked through before."""
    if where and len(where[0]) > FEW_ORDERS:
        newest = IndexQuery(words, marks).rows(limit * WINDOW, before=before)
        rows = list(_visible(person, newest).order_by("-pk").values_list("pk", flat=True)[:limit])
        if len(rows) == limit or len(newest) < limit * WINDOW:
            return rows
    return IndexQuery(words, [*where, *marks]).rows(limit, before=before)


def _visible(person: Person, rows: Sequence[int]) -> QuerySet[Text]:
    visible = Order.objects.visible_to(person).filter(pk=OuterRef("entry__order"))
    return Text.objects.filter(Exists(visible), pk__in=rows)


def _hit(found: Text, typed: str) -> Hit:
    entry, order = found.entry, found.entry.order
    if found.file is not None:
        kind, text = "file", found.file.name
    elif entry.kind == "created":
        kind, text = "order", f"{order.name}\n{order.description}"
    else:
        kind, text = "words", searchable_text(entry)
    by = entry.author.name if entry.author else ""
    return Hit(found.pk, kind, order, entry.seq, text, by, excerpt(text, typed))


def excerpt(text: str, typed: str) -> Sequence[Highlight]:
    """The piece of a text around its first hit, in one line, what was typed marked in it."""
    flat = " ".join(text.split())
    parts = highlight(flat, typed)
    first = next((at for at, part in enumerate(parts) if part.found), 0)
    start = max(0, sum(len(part.text) for part in parts[:first]) - BEFORE)
    end = start + LONG
    shown = ("…" if start else "") + flat[start:end].strip() + ("…" if end < len(flat) else "")
    return highlight(shown, typed)
