"""Where ticks arrive from Django's threads, from other processes and from the database, and go to the streams.

It lives on the event loop; all its reading is done in one thread with one database connection.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar

from django.db import close_old_connections, connections
from django.db.models import Max

from fieldwork.config import REDIS_URL
from fieldwork.live.credentials import Credential
from fieldwork.live.presence import ANNOUNCE_SECONDS, Presence
from fieldwork.live.pubsub import connect_pubsub
from fieldwork.live.safe_cursor import SafeCursor
from fieldwork.live.stream import Ending, Stream
from fieldwork.live.visibility import orders_of, visible_orders, visible_orders_of_many
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.events import subscribe, subscribe_to_reads
from fieldwork.orders.models import Entry
from fieldwork.people.access_changes import subscribe_to_access_changes
from fieldwork.people.models import Person
from fieldwork.people.roles import Right

RECHECK_SECONDS = 4.0
"""Session, person and token of every stream are looked at again: a removed person is silent within 5 s."""

POLL_SECONDS = 3.0
"""The journal is looked at for what no wake-up told: other processes, a lost Redis."""

COALESCE_SECONDS = 0.01
"""After a batch: what comes in this time goes out together."""

MAX_REMEMBERED = 10_000
"""Orders whose last tick is remembered, so that the poll does not repeat it."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class Hub:
    """One for the process, started and stopped with the server."""

    def __init__(self, redis_url: str = "") -> None:
        self.streams: set[Stream] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._pubsub = connect_pubsub(redis_url, self._receive)
        self._company = Presence(self._broadcast, self._wake)
        self._news: dict[int, int] = {}
        self._last_known: dict[int, int] = {}
        self._doubted: set[int] = set()
        self._cursor = SafeCursor()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begins to hear; called on the loop that serves the streams."""
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        subscribe(self.publish)
        subscribe_to_reads(self.publish_read)
        subscribe_to_access_changes(self.recheck_person)
        work = [self._dispatch, self._recheck, self._poll, self._announce_presence]
        if self._pubsub is not None:
            work += [self._pubsub.listen, self._pubsub.drain]
        self._tasks = [asyncio.create_task(step()) for step in work]

    async def stop(self) -> None:
        """Ends every stream and gives the database connection back."""
        self.end_streams()
        self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        self._thread.submit(connections.close_all)
        self._thread.shutdown(wait=False)

    def end_streams(self) -> None:
        """Their readers connect again, to whoever serves then."""
        for stream in self.streams:
            stream.end(Ending.RECONNECT)

    def publish(self, order: int, seq: int, _kind: EntryKind) -> None:
        """An order is at `seq`, said by any thread after commit."""
        self._soon(self._publish, order, seq)

    def publish_read(self, order: int, person: int, seq: int) -> None:
        """Publishes that a person has read an order up to `seq`; called from any thread after commit."""
        self._soon(self._company.on_read, order, person, seq)

    def publish_typing(self, order: int, person: Person, *, on: bool) -> None:
        """Publishes that a person types in an order they may see, or stopped; called from any thread."""
        self._soon(self._company.on_typing, order, person.pk, person.name, int(on))

    def publish_open(self, stream: str, person: int, orders: frozenset[int]) -> None:
        """The pages behind a person's stream, of whatever process, show these orders; said by any thread."""
        self._soon(self._publish_open, stream, person, orders)

    def recheck_person(self, person: int) -> None:
        """Rechecks a person whose rights or visible orders changed: their streams, in all processes, end or shrink.

        Called from any thread after commit. A sign-out, a revoked token and a deactivation need no more than this.
        """
        self._soon(self._recheck_person, person)

    async def query(self, question: Callable[[], T]) -> T:
        """Runs something that reads the database in the live thread."""
        assert self._loop is not None
        return await self._loop.run_in_executor(self._thread, _with_good_connection, question)

    async def add(self, stream: Stream) -> bool:
        """Adds the stream; returns False if its proof does not hold or its order cannot be seen.

        A stream with known `sees_all` was checked a moment ago: a thousand pages reconnect at once after a restart.
        """
        self.streams.add(stream)
        if stream.sees_all is None:
            await self._check([stream])
        elif not stream.sees_all:
            person = stream.proof.person_id
            stream.orders = (await self.query(partial(orders_of, [person])))[person]
        return stream.ending is None

    def remove(self, stream: Stream) -> None:
        """The stream's connection is gone."""
        self.streams.discard(stream)
        self._company.on_leave(stream)

    def _soon(self, act: Callable[..., None], *facts: object) -> None:
        if self._loop is not None:
            # A loop that is just closing refuses; its streams are over anyway.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(act, *facts)

    def _broadcast(self, kind: str, facts: Any) -> None:
        if self._pubsub is not None:
            self._pubsub.publish(kind, facts)

    def _receive(self, process: str, kind: str, facts: Any) -> None:
        if kind == "tick":
            self._note(*map(int, facts))
        elif kind == "standing":
            self._refresh_visibility(int(facts))
        elif kind == "open":
            stream, person, orders = facts
            self._open(stream, person, frozenset(orders))
        else:
            self._company.receive(process, kind, facts)

    def _wake(self) -> None:
        self._woken.set()

    def _publish(self, order: int, seq: int) -> None:
        self._broadcast("tick", [order, seq])
        self._note(order, seq)

    def _publish_open(self, stream: str, person: int, orders: frozenset[int]) -> None:
        if not self._open(stream, person, orders):
            self._broadcast("open", [stream, person, list(orders)])

    def _open(self, stream: str, person: int, orders: frozenset[int]) -> bool:
        for one in self.streams:
            if one.id == stream and one.proof.person_id == person and one.only is None:
                self._company.on_open(one, orders)
                return True
        return False

    def _recheck_person(self, person: int) -> None:
        self._broadcast("standing", person)
        self._refresh_visibility(person)

    def _refresh_visibility(self, person: int) -> None:
        self._doubted.add(person)
        self._woken.set()

    def _note(self, order: int, seq: int) -> None:
        if seq > self._last_known.get(order, 0):
            self._last_known[order] = seq
            self._news[order] = seq
            self._woken.set()

    async def _dispatch(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            news, self._news = self._news, {}
            doubted, self._doubted = self._doubted, set()
            whispers = self._company.take()
            try:
                await self._check([stream for stream in self.streams if stream.proof.person_id in doubted])
                await self._deliver(news, whispers)
            except Exception:
                log.exception("Ticks wait for the database")
                self._news = news | self._news
                self._doubted |= doubted
                self._woken.set()
                await asyncio.sleep(1)
            await asyncio.sleep(COALESCE_SECONDS)

    async def _deliver(self, news: dict[int, int], whispers: dict[int, dict[str, bytes]]) -> None:
        streams = {stream for stream in self.streams if any(stream.wants(order) for order in news)}
        streams |= {stream for order in whispers for stream in self._company.readers.get(order, ())}
        if not streams:
            return
        see_all = {stream.proof for stream in streams if stream.sees_all}
        see_some = {stream.proof for stream in streams} - see_all
        good, visible = await self.query(partial(visible_orders_of_many, see_all, see_some, [*{*news, *whispers}]))
        sees: dict[int, set[int]] = {}
        for person, order in visible:
            sees.setdefault(person, set()).add(order)
        for stream in streams:
            if stream.proof in good and stream.ending is None:
                _offer(stream, sees.get(stream.proof.person_id, set()), news, whispers)

    async def _recheck(self) -> None:
        while True:
            await asyncio.sleep(RECHECK_SECONDS)
            try:
                await self._check(list(self.streams))
            except Exception:
                log.exception("Streams wait for the database")

    async def _check(self, streams: Collection[Stream]) -> None:
        if not streams:
            return
        orders = {stream.only for stream in streams if stream.only is not None}
        good, visible = await self.query(partial(visible_orders, {stream.proof for stream in streams}, orders))
        for stream in streams:
            person = good.get(stream.proof)
            if person is None or (stream.only is not None and (person.pk, stream.only) not in visible):
                stream.end(Ending.UNAUTHORIZED)
                continue
            before, stream.sees_all = stream.sees_all, person.may(Right.SEE_ALL_ORDERS)
            if before is not None and before != stream.sees_all:
                stream.end(Ending.RECONNECT)
        await self._notify_reduced_visibility(good)

    async def _notify_reduced_visibility(self, good: dict[Credential, Person]) -> None:
        """Updates each page's orders. A page that lost one gets no tick of it: it reloads to drop the order."""
        pages = [one for one in self.streams if one.sees_all is False and one.only is None and one.proof in good]
        if not pages:
            return
        found = await self.query(partial(orders_of, {page.proof.person_id for page in pages}))
        for page in pages:
            before, page.orders = page.orders, found[page.proof.person_id]
            if page.open - page.orders:
                self._company.on_open(page, page.open & page.orders)
            if before is not None and before - page.orders:
                page.refresh_all()

    async def _announce_presence(self) -> None:
        self._broadcast("who", None)
        while True:
            self._company.announce_all()
            self._company.forget()
            await asyncio.sleep(ANNOUNCE_SECONDS)

    async def _poll(self) -> None:
        while True:
            try:
                recent = await self.query(self._recent)
            except Exception:
                log.exception("The journal cannot be read")
            else:
                for order, seq in recent:
                    self._note(order, seq)
                if len(self._last_known) > MAX_REMEMBERED:
                    self._last_known = dict(recent)
            await asyncio.sleep(POLL_SECONDS)

    def _recent(self) -> list[tuple[int, int]]:
        newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self._cursor.advance(newest)
        young = Entry.objects.filter(pk__gt=self._cursor.position).order_by()
        return list(young.values_list("order_id").annotate(newest=Max("seq")))


def _offer(stream: Stream, sees: set[int], news: dict[int, int], whispers: dict[int, dict[str, bytes]]) -> None:
    for order in sees & news.keys():
        if stream.wants(order):
            stream.offer(order, news[order])
    for order in sees & whispers.keys() & stream.open:
        for about, event in whispers[order].items():
            stream.push_presence(about, event)


def _with_good_connection(question: Callable[[], T]) -> T:
    close_old_connections()
    return question()


hub = Hub(REDIS_URL)
"""The hub of this process."""
