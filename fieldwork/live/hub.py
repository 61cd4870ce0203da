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

from fieldwork.environment import REDIS_URL
from fieldwork.live.company import SAID_AGAIN_SECONDS, Company
from fieldwork.live.lookback import Lookback
from fieldwork.live.proofs import Proof
from fieldwork.live.sight import orders_of, sight_of, sight_of_many
from fieldwork.live.stream import Ending, Stream
from fieldwork.live.wires import wire_to
from fieldwork.orders.announce import listen, listen_to_reading
from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.people.standing import listen_to_standing

RECHECK_SECONDS = 4.0
"""Session, person and token of every stream are looked at again: a removed person is silent within 5 s."""

POLL_SECONDS = 3.0
"""The journal is looked at for what no wake-up told: other processes, a lost Redis."""

GATHER_SECONDS = 0.01
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
        self._wire = wire_to(redis_url, self._heard)
        self._company = Company(self._say, self._wake)
        self._news: dict[int, int] = {}
        self._told: dict[int, int] = {}
        self._doubted: set[int] = set()
        self._lookback = Lookback()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begins to hear; called on the loop that serves the streams."""
        self._loop, self._woken = asyncio.get_running_loop(), asyncio.Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="live")
        listen(self.tell)
        listen_to_reading(self.tell_read)
        listen_to_standing(self.look_again)
        work = [self._hand_out, self._recheck, self._poll, self._say_who_is_here]
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
        self._soon(self._tell, order, seq)

    def tell_read(self, order: int, person: int, seq: int) -> None:
        """Somebody has read an order up to `seq`, said by any thread after commit."""
        self._soon(self._company.reads, order, person, seq)

    def tell_typing(self, order: int, person: Person, *, on: bool) -> None:
        """Somebody is writing to an order they may see, or no more; said by any thread."""
        self._soon(self._company.types, order, person.pk, person.name, int(on))

    def tell_open(self, stream: str, person: int, orders: frozenset[int]) -> None:
        """The pages behind a person's stream, of whatever process, show these orders; said by any thread."""
        self._soon(self._tell_open, stream, person, orders)

    def look_again(self, person: int) -> None:
        """What somebody may do or see has changed: their streams, in all processes, end or shrink at once.

        Said by any thread after commit. A sign-out, a token taken back and a deactivation need no more than this.
        """
        self._soon(self._look_again, person)

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
        self._company.leaves(stream)

    def _soon(self, act: Callable[..., None], *facts: object) -> None:
        if self._loop is not None:
            # A loop that is just closing refuses; its streams are over anyway.
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(act, *facts)

    def _say(self, kind: str, facts: Any) -> None:
        if self._wire is not None:
            self._wire.say(kind, facts)

    def _heard(self, process: str, kind: str, facts: Any) -> None:
        if kind == "tick":
            self._note(*map(int, facts))
        elif kind == "standing":
            self._see_again(int(facts))
        elif kind == "open":
            stream, person, orders = facts
            self._open(stream, person, frozenset(orders))
        else:
            self._company.heard(process, kind, facts)

    def _wake(self) -> None:
        self._woken.set()

    def _tell(self, order: int, seq: int) -> None:
        self._say("tick", [order, seq])
        self._note(order, seq)

    def _tell_open(self, stream: str, person: int, orders: frozenset[int]) -> None:
        if not self._open(stream, person, orders):
            self._say("open", [stream, person, list(orders)])

    def _open(self, stream: str, person: int, orders: frozenset[int]) -> bool:
        for one in self.streams:
            if one.id == stream and one.proof.person_id == person and one.only is None:
                self._company.opens(one, orders)
                return True
        return False

    def _look_again(self, person: int) -> None:
        self._say("standing", person)
        self._see_again(person)

    def _see_again(self, person: int) -> None:
        self._doubted.add(person)
        self._woken.set()

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
            await asyncio.sleep(GATHER_SECONDS)

    async def _deliver(self, news: dict[int, int], whispers: dict[int, dict[str, bytes]]) -> None:
        streams = {stream for stream in self.streams if any(stream.wants(order) for order in news)}
        streams |= {stream for order in whispers for stream in self._company.readers.get(order, ())}
        if not streams:
            return
        see_all = {stream.proof for stream in streams if stream.sees_all}
        see_some = {stream.proof for stream in streams} - see_all
        good, seen = await self.ask(partial(sight_of_many, see_all, see_some, [*{*news, *whispers}]))
        sees: dict[int, set[int]] = {}
        for person, order in seen:
            sees.setdefault(person, set()).add(order)
        for stream in streams:
            if stream.proof in good and stream.ending is None:
                _give(stream, sees.get(stream.proof.person_id, set()), news, whispers)

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
            if page.open - page.orders:
                self._company.opens(page, page.open & page.orders)
            if before is not None and before - page.orders:
                page.look()

    async def _say_who_is_here(self) -> None:
        self._say("who", None)
        while True:
            self._company.say_all()
            self._company.forget()
            await asyncio.sleep(SAID_AGAIN_SECONDS)

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


def _give(stream: Stream, sees: set[int], news: dict[int, int], whispers: dict[int, dict[str, bytes]]) -> None:
    for order in sees & news.keys():
        if stream.wants(order):
            stream.give(order, news[order])
    for order in sees & whispers.keys() & stream.open:
        for about, event in whispers[order].items():
            stream.whisper(about, event)


def _with_good_connection(question: Callable[[], T]) -> T:
    close_old_connections()
    return question()


hub = Hub(REDIS_URL)
"""The hub of this process."""
