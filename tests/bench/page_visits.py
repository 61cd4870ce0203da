"""People's kept connections to the program, and what is measured through them. Times in milliseconds."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self

import httpx

from tests.bench.program import Program

INK = json.dumps({"width": 600, "height": 200, "strokes": [[[x, 60 + x % 50, x] for x in range(10, 500, 5)]]})
TOKEN = "b" * 32
PATIENCE_SECONDS = 20
ORDER = {
    "order_type": "computer-repair", "client": "client-1", "name": "Fix network", "description": "Nobody is online.",
    "work_start": "2026-06-02T12:00", "work_completion": "2026-06-03T12:00",
    "products.0.kind": "service", "products.0.item": "router-diagnosis", "products.0.quantity": "1",
    "products.1.kind": "material", "products.1.item": "patch-cable", "products.1.quantity": "4",
    "staff.0.worker": "diego", "staff.0.hours": "2",
}  # fmt: skip
ROWS = {name: value for name, value in ORDER.items() if name.startswith(("products", "staff"))}


def since(start: float) -> float:
    """Milliseconds since a moment of `time.perf_counter`."""
    return (time.perf_counter() - start) * 1000


class Person:
    """Somebody's browser: one kept connection, their session, the forms' token."""

    def __init__(self, program: Program, name: str) -> None:
        cookies = {"sessionid": program.sessions[name], "csrftoken": TOKEN}
        headers = {"X-CSRFToken": TOKEN, "X-Requested-With": "fetch"}
        self.http = httpx.Client(base_url=program.address, cookies=cookies, headers=headers, timeout=30)

    def get(self, path: str) -> httpx.Response:
        """A page that must be there."""
        answer = self.http.get(path)
        answer.raise_for_status()
        return answer

    def send(self, path: str, fields: dict[str, str]) -> str:
        """A form that must be taken; the address it leads to."""
        answer = self.http.post(path, data={"submission_id": str(uuid.uuid4()), **fields})
        if answer.status_code != 201:
            raise SystemExit(f"{path} answered {answer.status_code}: {answer.text[:500]}")
        return answer.headers["X-Location"]

    def paper(self, address: str, version: int) -> bytes:
        """A document, asked for until it is there."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (answer := self.http.get(f"{address}/documents/{version}")).status_code == 202:
            if time.monotonic() > end:
                raise SystemExit(f"{address} has no version {version} after {PATIENCE_SECONDS} s")
            time.sleep(0.005)
        if answer.status_code != 200 or not answer.content.startswith(b"%PDF"):
            raise SystemExit(f"{address}/documents/{version} answered {answer.status_code}")
        return answer.content


@contextmanager
def people(program: Program) -> Iterator[tuple[Person, Person, Person]]:
    """Layla, Ogechi and Diego."""
    all_of_them = Person(program, "layla"), Person(program, "ogechi"), Person(program, "diego")
    yield all_of_them
    for person in all_of_them:
        person.http.close()


def whole_life(layla: Person, ogechi: Person, diego: Person) -> float:
    """From the create form to the second PDF in hand, every form and both PDFs over HTTP."""
    start = time.perf_counter()
    address = layla.send("/orders", ORDER)
    ogechi.send(f"{address}/release", {"decision": "yes", "signature": INK})
    ogechi.paper(address, 1)
    layla.send(f"{address}/field-workers", {"users.0": "diego@nadiya.example"})
    diego.send(f"{address}/messages", {"text": "On site."})
    diego.send(f"{address}/confirmations", {**ROWS, "last": "yes"})
    layla.paper(address, 2)
    return since(start)


def timed(act: Callable[[], object]) -> float:
    """How long one act takes."""
    start = time.perf_counter()
    act()
    return since(start)


class Watcher:
    """A second person's open page: when each tick of one order arrived."""

    def __init__(self, program: Program, name: str, order: int) -> None:
        self._program, self._name, self._order = program, name, order
        self._ticks: dict[int, float] = {}
        self._news = threading.Condition()
        self._open = threading.Event()
        self._over = False
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        if not self._open.wait(PATIENCE_SECONDS):
            raise SystemExit("The live stream did not open")
        return self

    def __exit__(self, *_given: object) -> None:
        self._over = True
        self._thread.join(timeout=PATIENCE_SECONDS)

    def seen_after(self, seq: int, start: float) -> float:
        """Milliseconds from `start` until the tick that tells of `seq`."""
        with self._news:
            if not self._news.wait_for(lambda: any(tick >= seq for tick in self._ticks), PATIENCE_SECONDS):
                raise SystemExit(f"No tick of {seq} within {PATIENCE_SECONDS} s")
            return (min(at for job, at in self._ticks.items() if job >= seq) - start) * 1000

    def _listen(self) -> None:
        cookies = {"sessionid": self._program.sessions[self._name]}
        with httpx.stream("GET", f"{self._program.address}/live", cookies=cookies, timeout=60) as stream:
            for line in stream.iter_lines():
                if self._over:
                    return
                self._hear(line)

    def _hear(self, line: str) -> None:
        told = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
        if line.startswith("event: hello"):
            self._open.set()
        if told.get("order") == self._order:
            with self._news:
                self._ticks.setdefault(told["seq"], time.perf_counter())
                self._news.notify_all()
