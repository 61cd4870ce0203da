"""When things happen: every event of every order of the demo, in the order of time."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fieldwork.demo import demo_actions, messages
from fieldwork.demo.clock import DAY, on_the_half_hour, working_moment
from fieldwork.demo.demo_actions import Part, Stage
from fieldwork.demo.demo_people import CREW
from fieldwork.demo.order_plan import FATES, Fate, Ticket

OLDEST = 39 * DAY
"""Working minutes since order 1: eight weeks less a day."""

NEWEST = 25
STORY_RELEASED = 340
LONGEST_USUAL = 5 * DAY
LATE = frozenset({42, 46})
"""Open orders past their planned completion."""

PHOTO_EVERY = 3
WITHOUT_DEVICE = frozenset({"consulting", "training"})
"""Order types in which nobody opens a device."""

Act = Callable[[Stage], None]


class Event(NamedTuple):
    """`place` keeps events of one moment in their order."""

    at: datetime
    number: int
    place: int
    act: Act


class Hand(NamedTuple):
    """One ticket being timed: `ago` working minutes since its creation, `span` of them until its last event."""

    ticket: Ticket
    ago: int
    span: int
    chance: random.Random


Timed = tuple[int, Act]
"""Working minutes ago, and what happens."""


def events(tickets: list[Ticket], *, now: datetime, zone: ZoneInfo, chance: random.Random) -> list[Event]:
    """Returns all events in order of time, each within working hours and before `now`."""
    found = []
    for ticket in tickets:
        for place, (ago, act) in enumerate(_of(ticket, now, zone, chance)):
            at = working_moment(now, max(ago, 1), zone) + timedelta(seconds=place * 6 + ticket.number % 7)
            found.append(Event(at, ticket.number, place, act))
    return sorted(found, key=lambda event: event[:3])


def _of(ticket: Ticket, now: datetime, zone: ZoneInfo, chance: random.Random) -> Iterator[Timed]:
    hand = _hand(ticket, chance)
    start, completion = (on_the_half_hour(working_moment(now, ago, zone)) for ago in _planned(hand))
    completion = max(completion, start + timedelta(hours=2))
    yield hand.ago, partial(demo_actions.send_new_order, ticket=ticket, start=start, completion=completion)
    yield from STORIES[ticket.fate](hand)


def _hand(ticket: Ticket, chance: random.Random) -> Hand:
    ago = OLDEST - (OLDEST - NEWEST) * (ticket.number - 1) // (len(FATES) - 1) - chance.randint(0, 20)
    ago = max(ago, NEWEST)
    longest = ago - NEWEST if ticket.fate is Fate.PARTLY else min(ago - NEWEST, LONGEST_USUAL)
    span = longest if ticket.fate is Fate.PARTLY else chance.randint(longest // 2, longest)
    return Hand(ticket, ago, max(span, 10), chance)


def _planned(hand: Hand) -> tuple[int, int]:
    """Start and completion, in working minutes ago."""
    fate, chance = hand.ticket.fate, hand.chance
    if fate is Fate.STORY:
        return -DAY // 3, -DAY - DAY // 3
    if hand.ticket.number in LATE:
        return 3 * DAY, chance.randint(DAY + 60, 2 * DAY)
    if fate in (Fate.WAITING, Fate.RELEASED):
        start = -chance.randint(DAY // 2, 4 * DAY)
        return start, start - chance.randint(240, 2 * DAY)
    if fate is Fate.PARTLY:
        return hand.ago - hand.span // 3, -chance.randint(DAY, 4 * DAY)
    return hand.ago - hand.span // 2, hand.ago - hand.span


def _after(hand: Hand, part: float) -> int:
    """Working minutes ago when `part` (0 to 1) of the order's time has passed."""
    return hand.ago - int(hand.span * part)


def _waiting(hand: Hand) -> Iterator[Timed]:
    if hand.ticket.number % 2:
        text = hand.chance.choice(messages.FROM_THE_OFFICE)
        yield _after(hand, 0.3), _post(hand, hand.ticket.coordinator, text)


def _rejected(hand: Hand) -> Iterator[Timed]:
    reason = hand.chance.choice(messages.REJECTIONS)
    yield _after(hand, 0.2), partial(demo_actions.turn_down, ticket=hand.ticket, reason=reason)


def _released(hand: Hand) -> Iterator[Timed]:
    ticket, chance = hand.ticket, hand.chance
    before = messages.BEFORE_THE_VISIT if _is_without_device(ticket) else messages.BEFORE_WORK_BY_HAND
    note = chance.choice((*messages.FROM_THE_SUPERVISOR, "", ""))
    yield _after(hand, 0.12), partial(demo_actions.sign, ticket=ticket, note=note)
    yield _after(hand, 0.2), partial(demo_actions.send_out, ticket=ticket)
    if chance.random() < 0.7:
        yield _after(hand, 0.22), _post(hand, ticket.coordinator, chance.choice(messages.FROM_THE_OFFICE))
    if chance.random() < 0.6:
        yield _after(hand, 0.3), _post(hand, _on_site(ticket), chance.choice(before))


def _story(hand: Hand) -> Iterator[Timed]:
    ticket = hand.ticket
    yield hand.ago - 150, _post(hand, "layla", messages.STORY_THEN)
    yield STORY_RELEASED, partial(demo_actions.sign, ticket=ticket, note=messages.FROM_THE_SUPERVISOR[0])
    yield STORY_RELEASED - 40, partial(demo_actions.send_out, ticket=ticket)
    yield STORY_RELEASED - 45, _post(hand, "layla", messages.STORY_NOW)


def _partly(hand: Hand) -> Iterator[Timed]:
    yield from _released(hand)
    yield from _visit(hand, 0.5)
    yield _after(hand, 0.62), _report(hand, Part.FIRST)
    yield _after(hand, 0.64), _post(hand, _on_site(hand.ticket), messages.HALF_DONE)
    if hand.chance.random() < 0.5:
        yield _after(hand, 0.9), _post(hand, hand.ticket.coordinator, hand.chance.choice(messages.FROM_THE_OFFICE))


def _finished(hand: Hand) -> Iterator[Timed]:
    yield from _released(hand)
    yield from _visit(hand, 0.5)
    if hand.ticket.number % 3 == 0:
        yield _after(hand, 0.6), _report(hand, Part.FIRST)
        yield _after(hand, 0.9), _report(hand, Part.REST)
    else:
        yield _after(hand, 0.9), _report(hand, Part.ALL)
    yield from _thanks(hand)


def _fast(hand: Hand) -> Iterator[Timed]:
    yield from _released(hand)
    yield _after(hand, 0.9), partial(demo_actions.close_as_planned, ticket=hand.ticket, who=_on_site(hand.ticket))
    yield from _thanks(hand)


def _cancelled(hand: Hand) -> Iterator[Timed]:
    yield from _released(hand)
    reason = hand.chance.choice(messages.CANCELLATIONS)
    yield _after(hand, 0.7), partial(demo_actions.call_off, ticket=hand.ticket, reason=reason)


def _visit(hand: Hand, part: float) -> Iterator[Timed]:
    """Words from the client's site, now and then with a photo."""
    who, chance, spoken = _on_site(hand.ticket), hand.chance, _is_without_device(hand.ticket)
    yield _after(hand, part), _post(hand, who, chance.choice(messages.ON_SITE if spoken else messages.ON_SITE_BY_HAND))
    if hand.ticket.number % PHOTO_EVERY == 1 and not spoken:
        yield _after(hand, part + 0.01), _post(hand, who, chance.choice(messages.WITH_A_PHOTO), hand.ticket.number)


def _thanks(hand: Hand) -> Iterator[Timed]:
    if hand.chance.random() < 0.5:
        yield _after(hand, 0.97), _post(hand, hand.ticket.coordinator, hand.chance.choice(messages.AFTERWARDS))


def _post(hand: Hand, who: str, text: str, picture: int | None = None) -> Act:
    return partial(demo_actions.post, ticket=hand.ticket, who=who, words=text, picture=picture)


def _report(hand: Hand, part: Part) -> Act:
    number = hand.ticket.number
    shown = number % 7 == 0 and part is not Part.FIRST and not _is_without_device(hand.ticket)
    picture = number + 100 if shown else None
    note = hand.chance.choice(messages.NOTES if _is_without_device(hand.ticket) else messages.NOTES_BY_HAND)
    return partial(
        demo_actions.report, ticket=hand.ticket, who=_on_site(hand.ticket), part=part, note=note, picture=picture
    )


def _is_without_device(ticket: Ticket) -> bool:
    return ticket.job.order_type in WITHOUT_DEVICE


def _on_site(ticket: Ticket) -> str:
    """The first of the crew who signs in."""
    return next(worker for worker in ticket.crew if worker in CREW)


STORIES: dict[Fate, Callable[[Hand], Iterator[Timed]]] = {
    Fate.WAITING: _waiting,
    Fate.REJECTED: _rejected,
    Fate.RELEASED: _released,
    Fate.STORY: _story,
    Fate.PARTLY: _partly,
    Fate.FINISHED: _finished,
    Fate.FAST: _fast,
    Fate.CANCELLED: _cancelled,
}
