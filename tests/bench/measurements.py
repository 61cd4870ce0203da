"""What is measured, how often, and the aim of each."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median

from tests.bench.formatted_numbers import questions
from tests.bench.page_visits import Person, Watcher, people, timed, whole_life
from tests.bench.program import Program

IDLE_SECONDS = 2


@dataclass(frozen=True)
class Figure:
    """One line of the report: milliseconds (or megabytes), the middle and the worst of twenty."""

    median: float
    p95: float | None = None


AIMS: dict[str, tuple[str, int | None]] = {
    "life": ("One order's whole life with both PDFs, ms", 250),
    "list": ("List of 50 among the orders, ms", 25),
    "open": ("Opening one order with its entries, ms", 25),
    "search": ("Searching all of them, ms", 50),
    "own": ("Searching as a field worker, ms", 50),
    "message": ("Posting a message, ms", 10),
    "seen": ("… and seen on another open page, ms", 100),
    "wire": ("In each of these: client and wire (healthz), ms", None),
    "memory": ("Idle process after start, MB", 150),
}


def figure_of(times: list[float]) -> Figure:
    """Median and 95th percentile (nearest rank)."""
    return Figure(median(times), sorted(times)[math.ceil(0.95 * len(times)) - 1])


def measure(program: Program, rounds: int, warm_up: int) -> dict[str, Figure]:
    """All figures of one running program. Memory is read first, before anything but the start happened."""
    time.sleep(IDLE_SECONDS)
    found = {"memory": Figure(program.memory)}
    with people(program) as (layla, ogechi, diego):
        found["wire"] = _repeated(lambda: layla.get("/api/v1/healthz"), rounds, warm_up)
        found["list"] = _repeated(lambda: layla.get("/orders"), rounds, warm_up)
        found["open"] = _repeated(lambda: layla.get(f"/orders/{program.busy}"), rounds, warm_up)
        found["search"], found["own"] = _searches(layla, rounds), _searches(diego, rounds)
        found["message"], found["seen"] = _messages(program, diego, rounds, warm_up)
        for _time in range(warm_up):
            whole_life(layla, ogechi, diego)
        found["life"] = figure_of([whole_life(layla, ogechi, diego) for _time in range(rounds)])
    return found


def _repeated(act: Callable[[], object], rounds: int, warm_up: int) -> Figure:
    for _time in range(warm_up):
        act()
    return figure_of([timed(act) for _time in range(rounds)])


def _searches(person: Person, rounds: int) -> Figure:
    """Everything that is asked, once to warm up, then in turn."""
    asked = questions()

    def ask(q: str) -> None:
        person.get(f"/search?q={q}")

    for q in asked:
        ask(q)
    return figure_of([timed(partial(ask, q)) for q in (asked * rounds)[: max(rounds, len(asked))]])


def _messages(program: Program, diego: Person, rounds: int, warm_up: int) -> tuple[Figure, Figure]:
    """Diego writes while Ogechi's page is open; both from the moment he presses Send."""
    address = f"/orders/{program.busy}"
    seq = int(diego.get(f"{address}/entries?after=999999999").headers["X-Seq"])
    posted, seen = [], []
    with Watcher(program, "ogechi", program.busy) as ogechi:
        for place in range(warm_up + rounds):
            seq += 1
            start = time.perf_counter()
            diego.send(f"{address}/messages", {"text": f"On my way, {place}."})
            posted.append((time.perf_counter() - start) * 1000)
            seen.append(ogechi.seen_after(seq, start))
            time.sleep(0.05)
        diego.send(f"{address}/messages", {"text": "The page may close."})
        ogechi.seen_after(seq + 1, start)
    return figure_of(posted[warm_up:]), figure_of(seen[warm_up:])
