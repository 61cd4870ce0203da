"""The real program on a fresh database, in a folder of its own, on a free port of the loopback."""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from urllib.parse import urlsplit

import httpx
import psycopg
from psycopg import sql

from tests.free_port import free_port

POSTGRES = os.environ.get("FIELDWORK_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
START_SECONDS, SEED_SECONDS, STOP_SECONDS = 60, 1200, 10
Environment = dict[str, str]


class Seeded(TypedDict):
    """What the seeding prints: the database in words, session keys by name, the order with many entries."""

    database: str
    sessions: dict[str, str]
    busy: int


@dataclass(frozen=True)
class Program:
    """A running server: its address, its process, and what the seeding said."""

    address: str
    pid: int
    database: str
    sessions: dict[str, str]
    busy: int

    @property
    def memory(self) -> float:
        """Resident megabytes of the process; 0 where the system does not tell."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text()
        except FileNotFoundError:
            return 0.0
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


class NoPostgres(Exception):
    """Nothing answers at FIELDWORK_TEST_POSTGRES."""


@contextmanager
def on_sqlite(orders: int, entries: int, messages: int) -> Iterator[Program]:
    """The program with its embedded database."""
    with _serving({"FIELDWORK_DATABASE_URL": ""}, orders, entries, messages) as program:
        yield program


@contextmanager
def on_postgres(orders: int, entries: int, messages: int) -> Iterator[Program]:
    """The program on a new database of the PostgreSQL server, dropped at the end. Raises NoPostgres."""
    try:
        server = psycopg.connect(POSTGRES, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as silent:
        raise NoPostgres from silent
    name = f"fieldwork_bench_{secrets.token_hex(6)}"
    with server:
        server.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(name)))
        try:
            url = urlsplit(POSTGRES)._replace(path=f"/{name}").geturl()
            with _serving({"FIELDWORK_DATABASE_URL": url}, orders, entries, messages) as program:
                yield program
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _serving(database: Environment, orders: int, entries: int, messages: int) -> Iterator[Program]:
    with tempfile.TemporaryDirectory(prefix="fieldwork-bench-") as folder:
        port = free_port()
        given = {"FIELDWORK_DATA": folder, "PORT": str(port), "HOST": "127.0.0.1", "FIELDWORK_REDIS_URL": ""}
        environment = {**os.environ, **given, **database}
        seeded = _seed(environment, orders, entries, messages)
        log = Path(folder) / "server.log"
        with log.open("wb") as out:
            command = [sys.executable, "-m", "fieldwork", "run"]
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(address, process, log)
            yield Program(address, process.pid, **seeded)
        finally:
            stop(process)


def _seed(environment: Environment, orders: int, entries: int, messages: int) -> Seeded:
    command = [sys.executable, "-m", "tests.bench.seed", str(orders), str(entries), str(messages)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=SEED_SECONDS)
    seeded: Seeded = json.loads(done.stdout.decode().splitlines()[-1])
    return seeded


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the sign-in page is answered; ends the run if the program ends first."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            if httpx.get(f"{address}/sign-in").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise SystemExit(f"The program did not come up:\n{log.read_text()[-4000:]}")


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ends it, politely first."""
    process.terminate()
    try:
        process.wait(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
