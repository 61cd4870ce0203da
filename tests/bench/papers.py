"""What a document costs, in a process of its own: `python -m tests.bench.papers`. Prints a table."""

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
django.setup()

# The rooms need Django set up before they are imported: E402.
from concurrent.futures import ThreadPoolExecutor  # noqa: E402
from pathlib import Path  # noqa: E402
from statistics import median  # noqa: E402
from typing import Any  # noqa: E402

from fieldwork.documents.render import render  # noqa: E402
from fieldwork.documents.tests.samples import line, order, totals  # noqa: E402

WARM, LONG, MANY = 200, 5, 1000
LINES = 500
ROW = "{:<58}{:>12}"


def usual(number: int, **more: Any) -> dict[str, Any]:
    """The worked example as order `number`, with code and data as every new version has them."""
    address = f"https://fieldwork.nadiya.example/v/{number:016d}"
    return order(**{"layout": 2, "number": number, "previous": None, "verify": address} | more)


def long_one(number: int) -> dict[str, Any]:
    """One with LINES materials."""
    lines = [line(f"Patch cable {place}", 4000, 650, 2600) for place in range(LINES)]
    return usual(number, materials=lines, totals=totals(2600 * LINES, 6000, 9000))


def cost(content: dict[str, Any]) -> float:
    """Milliseconds of one document."""
    start = time.perf_counter()
    render(content)
    return (time.perf_counter() - start) * 1000


def resident() -> float:
    """Megabytes of this process; 0 where the system does not tell."""
    try:
        told = Path("/proc/self/status").read_text()
    except FileNotFoundError:
        return 0.0
    return int(next(row for row in told.splitlines() if row.startswith("VmRSS:")).split()[1]) / 1024


def per_second(threads: int) -> float:
    """Documents a second, all different."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda number: render(usual(number)), range(threads * 4)))
        start = time.perf_counter()
        list(pool.map(lambda number: render(usual(number)), range(10_000, 10_000 + WARM)))
        return WARM / (time.perf_counter() - start)


def main() -> None:
    """Cold first: nothing was made before."""
    cold = cost(usual(1))
    warm = sorted(cost(usual(number)) for number in range(2, WARM))
    print(ROW.format("A usual document, cold, ms", f"{cold:.0f}"))
    print(ROW.format("… warm, median / p95, ms", f"{median(warm):.1f} / {warm[round(0.95 * len(warm))]:.1f}"))
    print(
        ROW.format(
            f"One of {LINES} lines, in a child process, ms", f"{median(cost(long_one(n)) for n in range(LONG)):.0f}"
        )
    )
    print(ROW.format("Documents a second, one thread / two", f"{per_second(1):.0f} / {per_second(2):.0f}"))
    before = resident()
    for number in range(20_000, 20_000 + MANY):
        render(usual(number))
    print(ROW.format(f"Memory gained over {MANY} documents, MB", f"{resident() - before:.1f}"))


if __name__ == "__main__":
    main()
