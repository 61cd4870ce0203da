"""`python -m fieldwork run` on a folder and a port of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.free_port import free_port
from tests.running.prepared_database import put_database

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60
RUN = ("-m", "fieldwork", "run")


@dataclass
class Program:
    """A running program: its address, process, and what it said."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        """Everything on its terminal so far."""
        return self.log.read_text("utf-8", errors="replace")

    def interrupt(self) -> float:
        """Ctrl-C; how many seconds it took to end."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_SECONDS)
        return time.monotonic() - began


def surroundings(data: Path, **more: str) -> dict[str, str]:
    """The environment for this data folder, without what this machine has set for itself."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FIELDWORK_")}
    return {**kept, "FIELDWORK_DATA": str(data), "DJANGO_SETTINGS_MODULE": "fieldwork.settings", **more}


def command(data: Path, *words: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """`python -m fieldwork …`, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "fieldwork", *words],
        cwd=ROOT,
        env=surroundings(data, **more),
        input=given,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )


@contextmanager
def running(data: Path, program: Sequence[str] = RUN, **more: str) -> Iterator[Program]:
    """The program, from its first answer to the end of the block; its database is made already."""
    put_database(data, more)
    with started(data, program, **more) as served:
        yield served


@contextmanager
def started(data: Path, program: Sequence[str] = RUN, **more: str) -> Iterator[Program]:
    """The same on what is in the folder: nothing, at its very first start."""
    port = free_port()
    log = data / f"server-{port}.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env=surroundings(data, PORT=str(port), **more),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    served = Program(f"http://127.0.0.1:{port}", process, log)
    try:
        _wait(served)
        yield served
    finally:
        process.kill()
        process.wait()


def _wait(program: Program) -> None:
    patience = time.monotonic() + PATIENCE_SECONDS
    while "Ctrl-C stops it." not in program.said:
        assert program.process.poll() is None, program.said
        assert time.monotonic() < patience, program.said
        time.sleep(0.05)
    httpx.get(f"{program.address}/api/v1/healthz", timeout=PATIENCE_SECONDS)
