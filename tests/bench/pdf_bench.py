"""What a document costs, in a process of its own: `python -m tests.bench.pdf_bench`. Prints a table.

`--documents 5000` makes so many for the growth of memory; less is the default, for the time it takes.
"""

import argparse
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
django.setup()

# Models need Django set up before they are imported: E402.
import hashlib  # noqa: E402
from concurrent.futures import ThreadPoolExecutor  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from pathlib import Path  # noqa: E402
from statistics import median  # noqa: E402
from typing import Any  # noqa: E402

from fieldwork.documents.certificates import make_signing_identity  # noqa: E402
from fieldwork.documents.page_pictures import draw_page  # noqa: E402
from fieldwork.documents.pdf_seal import seal  # noqa: E402
from fieldwork.documents.render_pdf import render_pdf  # noqa: E402
from fieldwork.documents.tests.samples import line, order, totals  # noqa: E402

WARM, LONG = 200, 5
LINES = 500
ROW = "{:<62}{:>8}{:>14}"
NOW = datetime(2026, 6, 1, 12, 18, tzinfo=UTC)
STAMP = make_signing_identity("Nadiya IT & Consulting", at=NOW)


def usual(number: int, **more: Any) -> dict[str, Any]:
    """The worked example as order `number`, with code and data as every new version has them."""
    address = f"https://fieldwork.nadiya.example/v/{number:016d}"
    new = {"layout": 3, "rounding": "half_up", "plan": None, "photos": [], "accepted": None}
    return order(**{**new, "number": number, "previous": None, "verify": address} | more)


def long_one(number: int) -> dict[str, Any]:
    """One with LINES materials."""
    lines = [line(f"Patch cable {place}", 4000, 650, 2600) for place in range(LINES)]
    return usual(number, materials=lines, totals=totals(2600 * LINES, 6000, 9000))


def made(content: dict[str, Any]) -> bytes:
    """The whole file, seal included."""
    pdf = render_pdf(content)
    return pdf + seal(pdf, STAMP, name="Nadiya IT & Consulting", at=NOW)


def cost(content: dict[str, Any]) -> float:
    """Milliseconds of one document, seal included."""
    start = time.perf_counter()
    made(content)
    return (time.perf_counter() - start) * 1000


def cost_of_seal(pdf: bytes) -> float:
    """Milliseconds of one seal."""
    start = time.perf_counter()
    seal(pdf, STAMP, name="Nadiya IT & Consulting", at=NOW)
    return (time.perf_counter() - start) * 1000


def cost_of_compare(pdf: bytes) -> float:
    """Milliseconds to find a file's bytes out; the look into the database is not in it."""
    start = time.perf_counter()
    hashlib.sha256(pdf).hexdigest()
    return (time.perf_counter() - start) * 1000


def cost_of_picture(pdf: bytes) -> float:
    """Milliseconds of a page as the screen shows it."""
    start = time.perf_counter()
    draw_page(pdf, 1, dots_per_inch=120)
    return (time.perf_counter() - start) * 1000


def resident() -> float:
    """Megabytes of this process; 0 where the system does not tell."""
    try:
        told = Path("/proc/self/status").read_text()
    except FileNotFoundError:
        return 0.0
    return int(next(row for row in told.splitlines() if row.startswith("VmRSS:")).split()[1]) / 1024


def per_second(threads: int) -> float:
    """Documents a second, all different, seals included."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda number: made(usual(number)), range(threads * 4)))
        start = time.perf_counter()
        list(pool.map(lambda number: made(usual(number)), range(10_000, 10_000 + WARM)))
        return WARM / (time.perf_counter() - start)


def main() -> None:
    """Cold first: nothing was made before."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.pdf_bench")
    parser.add_argument("--documents", type=int, default=1000)
    many = min(max(100, parser.parse_args().documents), 20_000)
    cold = cost(usual(1))
    warm = sorted(cost(usual(number)) for number in range(2, WARM))
    pdf = render_pdf(usual(1))
    print(ROW.format("A usual document with its seal, cold, ms", "", f"{cold:.0f}"))
    print(ROW.format("… warm, median / p95, ms", "<= 30", f"{median(warm):.1f} / {warm[round(0.95 * len(warm))]:.1f}"))
    print(ROW.format("… of it the seal, ms", "", f"{median(cost_of_seal(pdf) for _ in range(WARM)):.1f}"))
    print(
        ROW.format("Verify: the bytes of a file compared, ms", "", f"{median(map(cost_of_compare, [pdf] * WARM)):.2f}")
    )
    print(ROW.format("A page as a picture, ms", "", f"{median(cost_of_picture(pdf) for _ in range(20)):.0f}"))
    long = median(cost(long_one(number)) for number in range(LONG))
    print(ROW.format(f"One of {LINES} lines with its seal, in a child process, ms", "<= 300", f"{long:.0f}"))
    print(ROW.format("Documents a second, one thread / two", ">= 40", f"{per_second(1):.0f} / {per_second(2):.0f}"))
    before = resident()
    for number in range(20_000, 20_000 + many):
        made(usual(number))
    print(ROW.format(f"Memory gained over {many} documents, MB", "0", f"{resident() - before:.1f}"))


if __name__ == "__main__":
    main()
