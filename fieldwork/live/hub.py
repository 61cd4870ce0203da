"""Where ticks arrive from Django's threads, from other processes and from the database, and go to the streams.

It lives on the event loop; all its reading is done in one thread with one database connection.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TypeVar

from django.db import close_old_connections, connections
from django.db.models import Max

from fieldwork.environment import REDIS_URL
from fieldwork.live.lookback import Lookback
from fieldwork.live.proofs import Proof
from fieldwork.live.redis_wire import RedisWire
from fieldwork.live.sight import orders_of, sight_of, sight_of_many
from fieldwork.live.stream import Ending, Stream
from fieldwork.orders.announce import listen
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.people.models import Person
from fieldwork.people.roles import Right

RECHECK_SECONDS = 4.0
"""Session, person and token of every stream are looked at again: a removed person is silent within 5 s."""

POLL_SECONDS = 3.0
"""The journal is looked at for what no wake-up told: other processes, a lost Redis."""

GATHER_SECONDS = 0.025
"""After a batch: what comes in this time goes out together."""

MOST_REMEMBERED = 10_000
"""Orders whose last tick is remembered, so that the poll does not repeat it."""

T = TypeVar("T")
log = logging.getLogger(__name__)


class Hub:
    """One for the process, started and stopped with the server."""

    def __init__(self, redis_url: str = "") -> None:
        self.streams: set[Stream] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wire = RedisWire(redis_url, self._note) if redis_url else None
        self._news: dict[int, int] = {}
        self._told: dict[int, int] = {}
        self._lookback = Lookback()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begins to hear; called on the loop that serves the streams."""
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        listen(self.tell)
        work = [self._hand_out, self._recheck, self._poll]
        if self._wire is not None:
            work += [self._wire.hear, self._wire.speak]
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
            stream.end(Ending.AGAIN)

    def tell(self, order: int, seq: int, _kind: Kind) -> None:
        """An order is at `seq`, said by any thread after commit."""
        if self._loop is not None:
            # A loop that is just closing refuses; its streams are over anyway.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._tell, order, seq)

    async def ask(self, question: Callable[[], T]) -> T:
        """Runs something that reads the database in the live thread."""
        assert self._loop is not None
        return await self._loop.run_in_executor(self._thread, _with_good_connection, question)

    async def admit(self, stream: Stream) -> bool:
        """From now on the stream hears; False if its proof does not hold or its order cannot be seen.

        Whose `sees_all` is known was asked a moment ago: a thousand pages come back at once after a restart.
        """
        self.streams.add(stream)
        if stream.sees_all is None:
            await self._check([stream])
        elif not stream.sees_all:
            person = stream.proof.person_id
            stream.orders = (await self.ask(partial(orders_of, [person])))[person]
        return stream.ending is None

    def dismiss(self, stream: Stream) -> None:
        """The stream's connection is gone."""
        self.streams.discard(stream)

    def _tell(self, order: int, seq: int) -> None:
        if self._wire is not None:
            self._wire.say(order, seq)
        self._note(order, seq)

    def _note(self, order: int, seq: int) -> None:
        if seq > self._told.get(order, 0):
            self._told[order] = seq
            self._news[order] = seq
            self._woken.set()

    async def _hand_out(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            news, self._news = self._news, {}
            try:
                await self._deliver(news)
            except Exception:
                log.exception("Ticks wait for the database")
                self._news = news | self._news
                self._woken.set()
                await asyncio.sleep(1)
            await asyncio.sleep(GATHER_SECONDS)

    async def _deliver(self, news: dict[int, int]) -> None:
        streams = [stream for stream in self.streams if any(stream.wants(order) for order in news)]
        if not streams:
            return
        see_all = {stream.proof for stream in streams if stream.sees_all}
        see_some = {stream.proof for stream in streams} - see_all
        good, seen = await self.ask(partial(sight_of_many, see_all, see_some, list(news)))
        for stream in streams:
            for order, seq in news.items():
                holds = stream.proof in good and stream.ending is None
                if holds and stream.wants(order) and (stream.proof.person_id, order) in seen:
                    stream.give(order, seq)

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
        good, seen = await self.ask(partial(sight_of, {stream.proof for stream in streams}, orders))
        for stream in streams:
            person = good.get(stream.proof)
            if person is None or (stream.only is not None and (person.pk, stream.only) not in seen):
                stream.end(Ending.GONE)
                continue
            before, stream.sees_all = stream.sees_all, person.may(Right.SEE_ALL_ORDERS)
            if before is not None and before != stream.sees_all:
                stream.end(Ending.AGAIN)
        await self._tell_who_sees_less(good)

    async def _tell_who_sees_less(self, good: dict[Proof, Person]) -> None:
        """No tick goes to who was taken off an order: they may not see it. But their page must drop it."""
        pages = [one for one in self.streams if one.sees_all is False and one.only is None and one.proof in good]
        if not pages:
            return
        found = await self.ask(partial(orders_of, {page.proof.person_id for page in pages}))
        for page in pages:
            before, page.orders = page.orders, found[page.proof.person_id]
            if before is not None and before - page.orders:
                page.look()

    async def _poll(self) -> None:
        while True:
            try:
                recent = await self.ask(self._recent)
            except Exception:
                log.exception("The journal cannot be read")
            else:
                for order, seq in recent:
                    self._note(order, seq)
                if len(self._told) > MOST_REMEMBERED:
                    self._told = dict(recent)
            await asyncio.sleep(POLL_SECONDS)

    def _recent(self) -> list[tuple[int, int]]:
        newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self._lookback.saw(newest)
        young = Entry.objects.filter(pk__gt=self._lookback.floor).order_by()
        return list(young.values_list("order_id").annotate(newest=Max("seq")))


def _with_good_connection(question: Callable[[], T]) -> T:
    close_old_connections()
    return question()


hub = Hub(REDIS_URL)
"""The hub of this process."""
