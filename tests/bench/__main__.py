"""Runs the measurements on SQLite and on PostgreSQL, and prints them beside the aims."""

import argparse
import os
import platform
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import django

from fieldwork import __version__
from tests.bench.measurements import AIMS, Figure, measure
from tests.bench.program import NoPostgres, Program, on_postgres, on_sqlite
from tests.bench.startup import STARTS, starts

MOST_ROUNDS, MOST_ORDERS, MOST_MESSAGES = 500, 100_000, 1_000_000
ROW = "{:<46}{:>10}{:>18}{:>18}"


def main() -> None:
    """`--rounds 40 --orders 10000 --entries 60 --messages 20000 --only sqlite`."""
    asked = _asked()
    print(_machine())
    print(f"{asked.rounds} rounds after {asked.warm_up} to warm up; {asked.orders} orders, {asked.entries} entries.")
    print(f"Searched: {asked.messages} messages beside them.")
    print("Through the pages: forms and PDFs by httpx on a kept connection of the loopback, median / p95.\n")
    columns: dict[str, dict[str, Figure]] = {}
    if asked.only != "postgresql":
        columns |= _column(on_sqlite(asked.orders, asked.entries, asked.messages), asked)
    if asked.only != "sqlite":
        try:
            columns |= _column(on_postgres(asked.orders, asked.entries, asked.messages), asked)
        except NoPostgres:
            print("PostgreSQL is left out: nothing answers at FIELDWORK_TEST_POSTGRES.\n")
    print(ROW.format("", "aim", *[*columns, ""][:2]))
    for name, (words, aim) in AIMS.items():
        cells = [_cell(figures[name], aim) for figures in columns.values()]
        print(ROW.format(words, "" if aim is None else f"<= {aim}", *[*cells, ""][:2]))
    print("\nStarts, on SQLite:", flush=True)
    took = starts()
    for name, (words, aim) in STARTS.items():
        print(ROW.format(words, "" if aim is None else f"<= {aim}", _cell(Figure(took[name]), aim), ""))
    print("\nDocuments, in a process of their own:", flush=True)
    subprocess.run([sys.executable, "-m", "tests.bench.pdf_bench"], check=True, timeout=300)


def _column(serving: AbstractContextManager[Program], asked: argparse.Namespace) -> dict[str, dict[str, Figure]]:
    """The database's name and version, and the figures."""
    with serving as program:
        return {program.database: measure(program, asked.rounds, asked.warm_up)}


def _cell(figure: Figure, aim: int | None) -> str:
    missed = " !" if aim is not None and figure.median > aim else "  "
    p95 = "" if figure.p95 is None else f" / {figure.p95:.1f}"
    return f"{figure.median:.1f}{p95}{missed}"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="What Fieldwork costs over HTTP.")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--warm-up", type=int, default=5)
    parser.add_argument("--orders", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=60)
    parser.add_argument("--messages", type=int, default=20_000, help="to be searched, beside those of the orders")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    asked.rounds = min(max(1, asked.rounds), MOST_ROUNDS)
    asked.messages = min(max(0, asked.messages), MOST_MESSAGES)
    asked.orders = min(max(100, asked.orders), MOST_ORDERS)
    return asked


def _machine() -> str:
    versions = f"Fieldwork {__version__}, Python {platform.python_version()}, Django {django.get_version()}"
    return f"{platform.node()}: {os.cpu_count()} cores, {_processor()}\n{versions}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except FileNotFoundError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


if __name__ == "__main__":
    main()
