"""Who has an order open now, who is typing, who has read how far: told to the pages that show it, and kept nowhere.

Lives on the event loop, in memory. Other processes are told over Redis; what they said holds for a while. Whoever may
not see the order is not told: the hub asks, as for every tick.
"""

import asyncio
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from fieldwork.live.stream import Ending, Stream
from fieldwork.shell.template_functions import initials, shade

HELD_SECONDS = 40.0
"""How long it holds what another process said, unless it says it again."""

ANNOUNCE_SECONDS = 15.0

LINGER_SECONDS = 2.0
"""How long somebody is here after their stream broke: most only go to another page, or to another tab."""

People = dict[int, str]
"""Names by person."""


@dataclass
class RemotePresence:
    """What another process said last: its people on each order, and when."""

    at: float
    orders: dict[int, People] = field(default_factory=dict)


class Presence:
    """`publish(kind, facts)` tells the other processes; `wake()` has the hub hand out what `take` then gives."""

    def __init__(self, publish: Callable[[str, Any], None], wake: Callable[[], None]) -> None:
        self.readers: dict[int, set[Stream]] = {}
        self._publish, self._wake = publish, wake
        self._others: dict[str, RemotePresence] = {}
        self._whispers: dict[int, dict[str, bytes]] = {}
        self._moved: set[int] = set()

    def on_open(self, stream: Stream, orders: frozenset[int]) -> None:
        """The stream's pages show these orders now, and no others."""
        changed = stream.open ^ orders
        for order in stream.open - orders:
            self.readers[order].discard(stream)
            if not self.readers[order]:
                del self.readers[order]
        for order in orders - stream.open:
            self.readers.setdefault(order, set()).add(stream)
        stream.open = orders
        for order in changed:
            self._publish("here", [order, list(self._own(order).items())])
        self._move(changed)

    def on_leave(self, stream: Stream) -> None:
        """The stream is over; whoever may not come back is not here any more at once."""
        if stream.open:
            linger = 0.0 if stream.ending is Ending.UNAUTHORIZED else LINGER_SECONDS
            asyncio.get_running_loop().call_later(linger, self.on_open, stream, frozenset())

    def on_typing(self, order: int, person: int, name: str, on: int) -> None:
        """Publishes that a person writes a message (`on` 1), or has stopped (0)."""
        self._publish("typing", [order, person, name, on])
        self._typing(order, person, name, on)

    def on_read(self, order: int, person: int, seq: int) -> None:
        """Publishes that a person has read up to `seq`."""
        self._publish("read", [order, person, seq])
        self._read(order, person, seq)

    def receive(self, process: str, kind: str, facts: Any) -> None:
        """Another process said so. Raises ValueError, TypeError for what none would say."""
        if kind == "here":
            order, people = facts
            self._receive_local(process, {**self._reported_by(process).orders, int(order): _people(people)})
        elif kind == "all":
            self._receive_local(process, {int(order): _people(people) for order, people in facts})
        elif kind == "who":
            self.announce_all()
        elif kind == "typing":
            self._typing(*facts)
        elif kind == "read":
            self._read(*facts)

    def announce_all(self) -> None:
        """Tells the other processes who is where in this one."""
        self._publish("all", [[order, list(self._own(order).items())] for order in self.readers])

    def forget(self, now: float | None = None) -> None:
        """A process that has been silent for HELD_SECONDS has nobody any more."""
        end = (time.monotonic() if now is None else now) - HELD_SECONDS
        for process in [name for name, others in self._others.items() if others.at < end]:
            self._move(self._others.pop(process).orders)

    def take(self) -> dict[int, dict[str, bytes]]:
        """Returns and clears the waiting events, {order: {about: event}}."""
        for order in self._moved:
            self._send(order, "here", {"people": [_person_facts(*one) for one in self.here(order).items()]})
        found, self._whispers, self._moved = self._whispers, {}, set()
        return found

    def here(self, order: int) -> People:
        """Returns who has the order open, in all processes, by name."""
        found = self._own(order)
        for others in self._others.values():
            found |= others.orders.get(order, {})
        return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))

    def _own(self, order: int) -> People:
        return {stream.proof.person_id: stream.name for stream in self.readers.get(order, ())}

    def _reported_by(self, process: str) -> RemotePresence:
        return self._others.get(process) or RemotePresence(0.0)

    def _receive_local(self, process: str, orders: dict[int, People]) -> None:
        before = self._reported_by(process).orders
        self._others[process] = RemotePresence(
            time.monotonic(), {order: people for order, people in orders.items() if people}
        )
        self._move(order for order in {*before, *orders} if before.get(order, {}) != orders.get(order, {}))

    def _move(self, orders: Iterable[int]) -> None:
        self._moved |= {order for order in orders if order in self.readers}
        if self._moved:
            self._wake()

    def _typing(self, order: int, person: int, name: str, on: int) -> None:
        if order in self.readers:
            self._send(order, "typing", {"person": person, "name": name, "on": bool(on)}, about=person)
            self._wake()

    def _read(self, order: int, person: int, seq: int) -> None:
        if order in self.readers:
            self._send(order, "read", {"person": person, "seq": seq}, about=person)
            self._wake()

    def _send(self, order: int, kind: str, facts: dict[str, Any], *, about: int = 0) -> None:
        event = f"event: {kind}\ndata: {json.dumps({'order': order, **facts})}\n\n".encode()
        self._whispers.setdefault(order, {})[f"{order} {kind} {about}"] = event


def _people(said: Any) -> People:
    return {int(person): str(name) for person, name in said}


def _person_facts(person: int, name: str) -> dict[str, Any]:
    return {"id": person, "name": name, "initials": initials(name), "shade": shade(name)}
