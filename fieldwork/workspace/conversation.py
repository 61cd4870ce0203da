"""What people did to the entries of a timeline: answered, reacted, mentioned, and what one may still do to them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from fieldwork.orders.actions.delete_message import is_deletable
from fieldwork.orders.entry_types import ClientEntry, EntryKind, MessageEntry
from fieldwork.orders.mentions import spans
from fieldwork.orders.models import Entry, EntryFile, Mention, Order, Reaction
from fieldwork.orders.reactions import REACTIONS
from fieldwork.people.models import Person

MAX_QUOTE = 160


@dataclass(frozen=True)
class Quote:
    """The entry that a message answers, in one line."""

    seq: int
    icon: str
    name: str
    line: str


@dataclass(frozen=True)
class ReactionCount:
    """One sign under an entry: who put it there, and whether this person did."""

    key: str
    sign: str
    name: str
    people: Sequence[str]
    own: bool


@dataclass
class Conversation:
    """Of one entry. `mention_marks` are the places of names in its text: start, end, whether it is this person's."""

    quote: Quote | None = None
    reactions: list[ReactionCount] = field(default_factory=list)
    mention_marks: list[tuple[int, int, bool]] = field(default_factory=list)
    may_edit: bool = False
    may_delete: bool = False


def conversations_of(order: Order, entries: Sequence[Entry], *, person: Person) -> dict[int, Conversation]:
    """Returns each entry's Conversation, by entry key, in a fixed number of queries."""
    quotes, signs, named = _quotes(order, entries), _reactions(entries, person), _mentioned_names(entries)
    found = {}
    for entry in entries:
        own = entry.kind == EntryKind.MESSAGE and entry.author_id == person.pk and entry.deleted_at is None
        marks = [(start, end, who == person) for start, end, who in spans(entry.text, named.get(entry.pk, []))]
        found[entry.pk] = Conversation(
            quote=quotes.get(entry.about or 0) if entry.deleted_at is None else None,
            reactions=signs.get(entry.pk, []),
            mention_marks=marks,
            may_edit=own,
            may_delete=own and is_deletable(entry),
        )
    return found


def quote_of(entry: Entry, files: Sequence[str] = ()) -> Quote:
    """The entry as others quote it."""
    payload = entry.payload
    client = payload.client if isinstance(payload, ClientEntry) else ""
    if isinstance(payload, MessageEntry) and entry.deleted_at is None:
        line = " ".join(entry.text.split())[:MAX_QUOTE] or ", ".join(files)[:MAX_QUOTE]
    else:
        line = entry.line
    return Quote(entry.seq, payload.icon, entry.author.name if entry.author else client, line)


def _quotes(order: Order, entries: Sequence[Entry]) -> dict[int, Quote]:
    seqs = {entry.about for entry in entries if entry.about is not None}
    if not seqs:
        return {}
    quoted = list(order.entries.filter(seq__in=seqs).select_related("author"))
    names = defaultdict(list)
    for row in EntryFile.objects.filter(entry__in=[one for one in quoted if not one.text]).select_related("file"):
        names[row.entry_id].append(row.file.name)
    return {entry.seq: quote_of(entry, names[entry.pk]) for entry in quoted}


def _reactions(entries: Sequence[Entry], person: Person) -> dict[int, list[ReactionCount]]:
    people: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    rows = Reaction.objects.filter(entry__in=[entry.pk for entry in entries]).order_by("created_at", "pk")
    for entry_id, sign, person_id, name in rows.values_list("entry_id", "sign", "person_id", "person__name"):
        people[entry_id, sign].append((person_id, name))
    found = defaultdict(list)
    for (entry_id, key), who in people.items():
        sign, spoken = REACTIONS[key]
        own = any(one == person.pk for one, _name in who)
        found[entry_id].append(ReactionCount(key, sign, str(spoken), [one for _pk, one in who], own))
    return found


def _mentioned_names(entries: Sequence[Entry]) -> dict[int, list[Person]]:
    found = defaultdict(list)
    with_sign = [entry.pk for entry in entries if "@" in entry.text]
    for row in Mention.objects.filter(entry__in=with_sign).select_related("person") if with_sign else []:
        found[row.entry_id].append(row.person)
    return found
