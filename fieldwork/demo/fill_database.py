"""Fills an empty database with the demo company, through the program's own actions (product.md §10)."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from fieldwork.demo.clock import DAY, standing_at, working_moment
from fieldwork.demo.demo_actions import Stage
from fieldwork.demo.demo_company import TIME_ZONE, begin
from fieldwork.demo.order_plan import tickets
from fieldwork.demo.timetable import OLDEST, Event, events
from fieldwork.documents.actions.make_pdf import RenderingFailed, make_pdf
from fieldwork.orders.actions.mark_read import mark_read
from fieldwork.orders.models import DocumentVersion, Order
from fieldwork.people.models import Person

SEED = 4
UNREAD_ORDERS = 3
"""Each person has this many orders with something new."""

Progress = Callable[[int, int], None]


def fill(progress: Progress, *, documents: bool = True) -> None:
    """Makes the demo company; `progress(done, total)` is called after each event.

    All in one transaction: a demo that is interrupted leaves nothing behind and can be started again.
    Without `documents` their content is frozen and somebody else makes the PDFs.
    Raises Conflict if there is a company already.
    """
    now, zone = timezone.now(), ZoneInfo(TIME_ZONE)
    chance = random.Random(SEED)  # noqa: S311 (a story, no secret)
    timetable = events(tickets(chance), now=now, zone=zone, chance=chance)
    with transaction.atomic():
        with standing_at(working_moment(now, OLDEST + DAY, zone)):
            stage = Stage(begin(), zone)
        for done, event in enumerate(timetable, 1):
            _play(event, stage, documents=documents)
            progress(done, len(timetable))
        for person in stage.people.values():
            _read_most(person)


def _play(event: Event, stage: Stage, *, documents: bool) -> None:
    with standing_at(event.at):
        event.act(stage)
    if documents:
        with standing_at(event.at + timedelta(seconds=2)):
            _make_documents(event.number)


def _read_most(person: Person) -> None:
    """Marks all read but the end of the few orders that moved last without this person."""
    unread = UNREAD_ORDERS
    for order in Order.objects.visible_to(person).order_by("-last_news_at"):
        newest = order.entries.order_by("-seq").first()
        news = unread and newest is not None and newest.author_id != person.pk
        unread -= bool(news)
        mark_read(order, order.last_seq - 1 if news else order.last_seq, by=person)


def _make_documents(number: int) -> None:
    """The PDFs that the order's last act called for. One that fails is tried again by the follow-ups."""
    for version in DocumentVersion.objects.filter(order_id=number, announced=False):
        with suppress(RenderingFailed):
            make_pdf(version)
