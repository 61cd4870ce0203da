"""Many readers on bad lines and a server that restarts: nothing missed, nothing twice, nothing out of order.

With FIELDWORK_LONG=1: 200 readers, 10,000 messages, on both databases.
"""

import asyncio
import random
import threading
import time
import uuid
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connection, connections, transaction
from django.db.models import QuerySet

from fieldwork.live.hub import Hub
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.models import Entry, Order
from tests.hypothesis_effort import EFFORT
from tests.running.program import Program, running
from tests.running.second_process import SecondProcess
from tests.running.stream_readers import Reader, Where
from tests.worked_example import Team, released, text

LONG = EFFORT > 1
READERS, MESSAGES, RESTARTS, WRITERS = (200, 10_000, 8, 40) if LONG else (10, 120, 2, 4)
STAYS, PACE = ((5.0, 60.0), 4.0) if LONG else ((0.5, 6.0), 0.0)
PATIENCE_SECONDS = 3600 if LONG else 120
DATABASES = ["sqlite", "postgresql"] if LONG else ["sqlite"]


@dataclass
class Soak:
    """One run: the program as it is restarted, its data, and what was written."""

    data: Path
    surroundings: dict[str, str]
    stack: ExitStack
    program: Program
    where: Where
    client: httpx.AsyncClient
    orders: list[int]
    tokens: list[str]
    written: int = 0

    async def write(self, draw: random.Random, count: int) -> None:
        """`count` messages, each once, however often its answer is lost."""
        for _message in range(count):
            key = str(uuid.UUID(int=draw.getrandbits(128), version=4))
            order, token = draw.choice(self.orders), draw.choice(self.tokens)
            while not await self._say(order, token, key):
                await asyncio.sleep(0.2)
            self.written += 1

    async def _say(self, order: int, token: str, key: str) -> bool:
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": key}
        url = f"{self.where.address}/api/v1/orders/{order}/messages"
        try:
            answer = await self.client.post(url, json={"text": key}, headers=headers)
        except httpx.HTTPError:
            return False
        return answer.is_success

    async def restart(self) -> None:
        """Every now and then the server is gone, in turn politely and in the middle of whatever it does."""
        for turn in range(1, RESTARTS + 1):
            while self.written < turn * MESSAGES // (RESTARTS + 1):
                await asyncio.sleep(0.05)
            if turn % 2:
                self.program.process.kill()
            await asyncio.to_thread(self.program.interrupt)
            self.program = await asyncio.to_thread(self.begin)
            self.where.address = self.program.address

    def begin(self) -> Program:
        """Another server on the same data."""
        return self.stack.enter_context(running(self.data, **self.surroundings))

    async def ends(self) -> dict[int, int]:
        """How far each order is."""
        headers = {"Authorization": f"Bearer {self.tokens[0]}"}
        found = {}
        for order in self.orders:
            entries, after = 0, "0"
            while after:
                url = f"{self.where.address}/api/v1/orders/{order}/timeline"
                answer = await self.client.get(url, params={"after": after, "limit": "100"}, headers=headers)
                page = answer.raise_for_status().json()
                entries = page["items"][-1]["seq"] if page["items"] else entries
                after = str(page["next"] or "")
            found[order] = entries
        return found


async def soaked(soak: Soak, readers: list[Reader]) -> dict[int, int]:
    """Writes, restarts and reads until every reader but the trusting has the end of what it sees."""
    reading = [asyncio.create_task(reader.run()) for reader in readers]
    try:
        shares = [MESSAGES // WRITERS] * WRITERS
        async with asyncio.timeout(PATIENCE_SECONDS):
            writing = [soak.write(random.Random(place), share) for place, share in enumerate(shares)]
            await asyncio.gather(soak.restart(), *writing)
            ends = await soak.ends()
            honest = [reader for reader in readers if not reader.trusting]
            while not all(reader.cursor(order) >= ends[order] for reader in honest for order in reader.orders):
                await asyncio.sleep(0.1)
    finally:
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
    return ends


def readers_of(facts: dict[str, Any], where: Where, client: httpx.AsyncClient, orders: list[int]) -> list[Reader]:
    """The crowd; one of ten is a field worker and sees only the first order; the last two trust."""
    found = []
    for place, (session, token, sees_all) in enumerate(facts["crowd"]):
        sees = orders if sees_all else orders[:1]
        trusting = place >= READERS
        found.append(Reader(where, client, session, token, sees, random.Random(1000 + place), STAYS, PACE, trusting))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("database", DATABASES)
def test_nothing_is_missed_twice_or_out_of_order(
    tmp_path: Path, database: str, request: pytest.FixtureRequest, record_property: Any
) -> None:
    """Two controls read along, which take each tick for the only entry that is new: they miss what fell into a gap."""
    more = {"FIELDWORK_DATABASE_URL": request.getfixturevalue("postgres_url")} if database == "postgresql" else {}
    second_process = SecondProcess(tmp_path, **more)
    staged = second_process.do("stage")
    orders = [staged["order"], staged["created"]]
    facts = {"crowd": second_process.do("crowd", order=orders[0], count=READERS + 2)}
    second_process.close()
    began = time.monotonic()

    async def story(stack: ExitStack) -> tuple[Soak, list[Reader], dict[int, int]]:
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        async with httpx.AsyncClient(timeout=httpx.Timeout(30), limits=limits) as client:
            program = await asyncio.to_thread(lambda: stack.enter_context(running(tmp_path, **more)))
            where = Where(program.address)
            tokens = [staged["tokens"][key] for key in ("layla", "ogechi")]
            soak = Soak(tmp_path, more, stack, program, where, client, orders, tokens)
            readers = readers_of(facts, where, client, orders)
            return soak, readers, await soaked(soak, readers)

    with ExitStack() as stack:
        soak, readers, ends = asyncio.run(story(stack))
    for reader in readers[:READERS]:
        assert reader.read == {order: list(range(1, ends[order] + 1)) for order in reader.orders}
    for control in readers[READERS:]:
        assert control.read != {order: list(range(1, ends[order] + 1)) for order in control.orders}
    figures = f"{READERS} readers, {soak.written} messages, {RESTARTS} restarts, {soak.where.cuts} cuts, "
    figures += f"{soak.where.fetches} fetches, {time.monotonic() - began:.0f} s"
    record_property(database, figures)
    print(f"\n{database}: {figures}")


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_cursor_by_primary_key_misses_what_is_committed_late(team: Team) -> None:
    """Keys are given out before commit. One writer at a time, as SQLite has it, hides that; PostgreSQL does not.

    The cursors by number in each order, and the hub's look at the journal, miss nothing on either.
    """
    slow, fast = released(team).number, released(team).number
    by_key, by_number = ByKey(), ByNumber([slow, fast])
    hub = Hub()
    for look in (by_key.look, by_number.look, hub._recent):
        look()
    written, may_commit = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            post_message(slow, text("Late"), by=team.layla)
            written.set()
            may_commit.wait(20)
        connections.close_all()

    late = threading.Thread(target=write_slowly)
    late.start()
    written.wait(20)
    if connection.vendor == "sqlite":
        may_commit.set()
    post_message(fast, text("Meanwhile"), by=team.ogechi)
    assert "Meanwhile" in by_key.look() & by_number.look()
    may_commit.set()
    late.join()
    by_key.look()
    by_number.look()
    assert by_number.found >= {"Late", "Meanwhile"}
    assert dict(hub._recent())[slow] == Order.objects.get(pk=slow).last_seq
    assert ("Late" in by_key.found) is (connection.vendor == "sqlite")


class ByKey:
    """A reader with one cursor, the primary key of the last entry it saw."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self._cursor = 0

    def look(self) -> set[str]:
        """Everything found so far."""
        return self._take(Entry.objects.filter(pk__gt=self._cursor).order_by("pk"))

    def _take(self, entries: QuerySet[Entry]) -> set[str]:
        for entry in entries:
            self._cursor = entry.pk
            self.found.add(entry.text)
        return self.found


class ByNumber:
    """A reader with a cursor for each order, the number of the last entry it saw there."""

    def __init__(self, orders: list[int]) -> None:
        self.found: set[str] = set()
        self._cursors = dict.fromkeys(orders, 0)

    def look(self) -> set[str]:
        """Everything found so far."""
        for order, cursor in self._cursors.items():
            for entry in Entry.objects.filter(order=order, seq__gt=cursor).order_by("seq"):
                self._cursors[order] = entry.seq
                self.found.add(entry.text)
        return self.found
