"""Somebody whose page is open: collects what a stream says, with the time it came."""

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Self

import httpx


@dataclass(frozen=True)
class Event:
    """One server-sent event; `name` is "message" where the stream gave none."""

    name: str
    data: Any
    id: str
    at: float = field(default_factory=time.monotonic)


class Listener:
    """Reads in a thread until it is closed or the stream ends."""

    def __init__(self, url: str, *, session: str = "", token: str = "", last: str = "") -> None:
        headers = {"Cookie": f"sessionid={session}"} if session else {}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        headers |= {"Last-Event-ID": last} if last else {}
        self.events: list[Event] = []
        self.response: httpx.Response | None = None
        self.ended = threading.Event()
        self._news = threading.Condition()
        self._client = httpx.Client(timeout=httpx.Timeout(10, read=60))
        self._thread = threading.Thread(target=self._read, args=(url, headers), daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self._client.close()

    def wait_for(self, name: str, count: int = 1, seconds: float = 10) -> list[Event]:
        """The events of that name, as soon as there are `count`."""
        with self._news:
            found = self._news.wait_for(lambda: len(self.named(name)) >= count, seconds)
        assert found, f"{self.events} instead of {count} x {name}"
        return self.named(name)

    def wait_until(self, name: str, data: Any, seconds: float = 10) -> None:
        """Until an event of that name said this; what else is said before it, as a document that is ready, may be."""
        with self._news:
            found = self._news.wait_for(lambda: any(event.data == data for event in self.named(name)), seconds)
        assert found, f"{self.events} without {name} {data}"

    def named(self, name: str) -> list[Event]:
        """The events of that name so far."""
        return [event for event in self.events if event.name == name]

    def _read(self, url: str, headers: dict[str, str]) -> None:
        try:
            with self._client.stream("GET", url, headers=headers) as self.response:
                fields: dict[str, str] = {}
                for line in self.response.iter_lines():
                    if line:
                        name, _colon, value = line.partition(": ")
                        fields[name] = value
                    elif fields:
                        self._take(fields)
                        fields = {}
        except (httpx.HTTPError, OSError, RuntimeError):
            pass  # the other side, or this test, closed it
        finally:
            self.ended.set()

    def _take(self, fields: dict[str, str]) -> None:
        if "data" in fields:
            event = Event(fields.get("event", "message"), json.loads(fields["data"]), fields.get("id", ""))
            with self._news:
                self.events.append(event)
                self._news.notify_all()
