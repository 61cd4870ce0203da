"""The demo company, filled once for all processes of a test run, and copied."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.running.program import command

FILLING_SECONDS = 300


def put_demo(factory: pytest.TempPathFactory, data: Path) -> None:
    """Into the empty folder `data`. Whoever comes first fills it; the others wait."""
    # pytest-xdist gives each process a folder inside of the run's own.
    run = factory.getbasetemp().parent if factory.getbasetemp().name.startswith("popen-") else factory.getbasetemp()
    filled = run / "demo-company"
    # SQLite's is the one lock between processes that every system has.
    with closing(sqlite3.connect(run / "demo-company.lock", timeout=FILLING_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if not filled.exists():
            making = run / "demo-company.making"
            done = command(making, "demo")
            assert done.returncode == 0, done.stderr
            making.rename(filled)
    shutil.copytree(filled, data, dirs_exist_ok=True)
