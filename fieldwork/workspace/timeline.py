"""Journal entries made ready for the page: who, which day, which box, with the lines and files they brought."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet, prefetch_related_objects

from fieldwork.attachments.models import File
from fieldwork.orders.entry_payload import EntryPayload, StateChangeEntry
from fieldwork.orders.entry_types import CHANGES, AcceptedEntry, EntryKind, ReleasedEntry
from fieldwork.orders.models import Entry, EntryFile, Line, Order
from fieldwork.orders.totals import LineKind, Totals, total_of
from fieldwork.orders.transitions import STATE_ICONS, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.idempotency import submissions_of
from fieldwork.signatures.signature import Drawn, bounding_box, parse_signature, svg_path
from fieldwork.workspace.conversation import Conversation, conversations_of
from fieldwork.workspace.media import Attached

MAX_FETCHED = 500
"""Entries that a page which was away catches up with in one answer; then it asks again."""

NEWEST_SHOWN = 80
"""Entries that a page opens with; older ones are loaded on demand."""


@dataclass(frozen=True)
class StateBadge:
    """A state as its chip shows it."""

    name: str
    state_number: int
    icon: str


@dataclass(frozen=True)
class SignatureImage:
    """A signature as the page draws it: an SVG path in its box, or a typed name."""

    path: str = ""
    view_box: str = ""
    typed: str = ""


@dataclass
class TimelineItem:
    """One entry, ready for its template. `submission`: under which id this person sent their own message."""

    entry: Entry
    payload: EntryPayload
    own: bool
    template: str
    day_divider: bool
    products: list[Line] = field(default_factory=list)
    staff: list[Line] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    attached: Attached = field(default_factory=Attached)
    state_before: StateBadge | None = None
    state_after: StateBadge | None = None
    signature: SignatureImage | None = None
    first_unread: bool = False
    may_send: bool = False
    submission: UUID | None = None
    conversation: Conversation = field(default_factory=Conversation)


def badge_for(state: str) -> StateBadge:
    """The chip of a state."""
    found = State(state)
    return StateBadge(str(found.label), list(State).index(found) + 1, STATE_ICONS[found])


def newest_entries(order: Order, *, before: int | None = None) -> list[Entry]:
    """The last entries with a box (before `before`), oldest first."""
    entries = _entries_with_template(order).filter(seq__lt=before) if before else _entries_with_template(order)
    return list(entries.order_by("-seq")[:NEWEST_SHOWN])[::-1]


def entries_around(order: Order, seq: int) -> list[Entry]:
    """A page's worth of entries with a box, `seq` in the middle, oldest first."""
    before = list(_entries_with_template(order).filter(seq__lt=seq).order_by("-seq")[: NEWEST_SHOWN // 2])[::-1]
    return before + list(_entries_with_template(order).filter(seq__gte=seq).order_by("seq")[: NEWEST_SHOWN // 2])


def entries_after(order: Order, after: int, *, limit: int = MAX_FETCHED) -> list[Entry]:
    """Returns entries with `seq` above `after`, including changes of earlier entries; at most `limit`, oldest first."""
    entries = order.entries.filter(seq__gt=after).prefetch_related("author")
    return list(entries.order_by("seq")[:limit])


def changed_by(order: Order, found: Sequence[Entry]) -> list[Entry]:
    """Entries before `found` that look different since: what its changes are about, and what quotes that."""
    about = {entry.about for entry in found if entry.kind in CHANGES}
    if not about:
        return []
    affected = Q(seq__in=about) | Q(about__in=about)
    return list(_entries_with_template(order).filter(affected, seq__lt=found[0].seq).order_by("-seq")[:MAX_FETCHED])[
        ::-1
    ]


def _entries_with_template(order: Order) -> QuerySet[Entry]:
    # Three people wrote sixty entries: prefetched, each of them is made into an object once.
    return order.entries.exclude(kind__in=CHANGES).prefetch_related("author")


def present_entries(
    order: Order, entries: Sequence[Entry], *, person: Person, zone: ZoneInfo, read_to: int | None = None
) -> list[TimelineItem]:
    """The entries for this person. `read_to` marks the first unread one; None marks none."""
    payloads = {entry.pk: entry.payload for entry in entries}
    lines, files = _lines(order, payloads.values()), _files(order, entries)
    earlier = _entries_with_template(order).filter(seq__lt=entries[0].seq) if entries and entries[0].seq > 1 else None
    before = earlier.order_by("-seq").values_list("created_at", flat=True).first() if earlier is not None else None
    day = before.astimezone(zone).date() if before else None
    items, may_send = [], person.may(Right.SEND_DOCUMENTS)
    talk = conversations_of(order, entries, person=person)
    own = [entry for entry in entries if entry.author_id == person.pk and entry.kind == EntryKind.MESSAGE]
    submissions = submissions_of(own, by=person)
    for entry in entries:
        its_day = entry.created_at.astimezone(zone).date()
        one = _present_entry(order, entry, payloads[entry.pk], lines, person, new_day=its_day != day)
        one.may_send, one.conversation = may_send, talk[entry.pk]
        one.submission = submissions.get(str(entry.pk))
        for file in files.get(entry.pk, []):
            one.attached.add(file)
        items.append(one)
        day = its_day
    unread = [one for one in items if read_to is not None and one.entry.seq > read_to and not one.own]
    # Where the first unread one stands further up, the page says so instead.
    if unread and read_to and entries[0].seq <= read_to:
        unread[0].first_unread = True
    return items


def _files(order: Order, entries: Sequence[Entry]) -> dict[int, list[File]]:
    """Files by the entry they came with, in their order."""
    found = defaultdict(list)
    seqs = (entries[0].seq, entries[-1].seq) if entries else (0, 0)
    attached = EntryFile.objects.filter(entry__order=order, entry__seq__range=seqs, entry__deleted_at=None)
    for row in attached.select_related("file"):
        found[row.entry_id].append(row.file)
    return found


def _lines(order: Order, payloads: Iterable[EntryPayload]) -> dict[int, list[Line]]:
    """Lines by confirmation number; 0 is the plan."""
    if all(payload.lines_of() is None for payload in payloads):
        return {}
    prefetch_related_objects([order], "lines", "confirmations")
    numbers = {confirmation.pk: confirmation.number for confirmation in order.confirmations.all()}
    found = defaultdict(list)
    for line in order.lines.all():
        found[numbers.get(line.confirmation_id or 0, 0)].append(line)
    return found


def _present_entry(
    order: Order,
    entry: Entry,
    payload: EntryPayload,
    lines: dict[int, list[Line]],
    person: Person,
    *,
    new_day: bool,
) -> TimelineItem:
    item = TimelineItem(
        entry=entry,
        payload=payload,
        own=entry.author_id == person.pk,
        template=f"workspace/entries/{payload.template}.html",
        day_divider=new_day,
        signature=_signature(order, payload),
    )
    if (confirmation := payload.lines_of()) is not None:
        shown = lines.get(confirmation, [])
        item.products = [line for line in shown if line.kind != LineKind.LABOUR]
        item.staff = [line for line in shown if line.kind == LineKind.LABOUR]
        item.totals = total_of(shown)
    if isinstance(payload, StateChangeEntry) and payload.to_state() != payload.from_state:
        item.state_before, item.state_after = badge_for(payload.from_state), badge_for(payload.to_state())
    return item


def _signature(order: Order, payload: EntryPayload) -> SignatureImage | None:
    if isinstance(payload, ReleasedEntry):
        return signature_image(order.release.signature)
    if isinstance(payload, AcceptedEntry):
        return signature_image(next(answer.signature for answer in order.client_answers.all() if answer.accepted))
    return None


def signature_image(stored: object) -> SignatureImage:
    """A stored signature, ready to be drawn."""
    signature = parse_signature(stored)
    if isinstance(signature, Drawn):
        left, top, right, bottom = bounding_box(signature)
        return SignatureImage(
            svg_path(signature), f"{left - 4:g} {top - 4:g} {right - left + 8:g} {bottom - top + 8:g}"
        )
    return SignatureImage(typed=signature.text)
