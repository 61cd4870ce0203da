"""Runs a command with a PostgreSQL and a Redis for the tests: scripts/services.py COMMAND …

A server that answers on loopback is used. Where none does, or it lets nobody in without a password, one is
started from the machine's programs in a folder of its own, and stopped and removed with the command's end.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE_SECONDS = 60
DEBIAN_POSTGRES = Path("/usr/lib/postgresql")


class Missing(Exception):
    """A server neither answers nor can be started; says why."""


def main() -> int:
    """The command's own exit status, or 1 when a server is missing."""
    command = sys.argv[1:]
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with ExitStack() as servers:
        try:
            postgres, redis = servers.enter_context(postgres_url()), servers.enter_context(redis_url())
        except Missing as reason:
            print(reason, file=sys.stderr)
            return 1
        print(f"Tests use {postgres} and {redis}", flush=True)
        environment = {**os.environ, "FIELDWORK_TEST_POSTGRES": postgres, "FIELDWORK_TEST_REDIS": redis}
        return subprocess.run(command, env=environment, check=False).returncode


@contextmanager
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL whose user `postgres` needs no password."""
    usual = os.environ.get("FIELDWORK_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
    if postgres_answers(usual):
        yield usual
        return
    programs = postgres_programs()
    with TemporaryDirectory(prefix="fieldwork-postgres-") as folder:
        user = drop_root(Path(folder))
        data, port = Path(folder) / "data", free_port()
        make = ["-D", str(data), "-U", "postgres", "--auth=trust", "-E", "UTF8"]
        quiet([*user, str(programs / "initdb"), *make])
        settings = ["listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", "fsync=off"]
        options = [word for setting in settings for word in ("-c", setting)]
        server = [*user, str(programs / "postgres"), "-D", str(data), "-p", str(port), *options]
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        with running(server, Path(folder), lambda: postgres_answers(url)):
            yield url


@contextmanager
def redis_url() -> Iterator[str]:
    """The address of a Redis that needs no password; the tests use its database 15."""
    usual = os.environ.get("FIELDWORK_TEST_REDIS") or "redis://127.0.0.1:6379/15"
    host, _, port = usual.removeprefix("redis://").partition("/")[0].rpartition(":")
    if redis_answers(host, int(port)):
        yield usual
        return
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("No Redis answers and redis-server is not installed.")
    with TemporaryDirectory(prefix="fieldwork-redis-") as folder:
        free = free_port()
        server = [program, "--bind", "127.0.0.1", "--port", str(free), "--dir", folder, "--save", ""]
        with running(server, Path(folder), lambda: redis_answers("127.0.0.1", free)):
            yield f"redis://127.0.0.1:{free}/15"


def postgres_answers(url: str) -> bool:
    """Whether `url` lets psql in without a password."""
    psql = shutil.which("psql")
    if psql is None:
        return False
    asked = subprocess.run(
        [psql, "-w", "-X", "-q", "-c", "select 1", url],
        env={**os.environ, "PGCONNECT_TIMEOUT": "3"}, capture_output=True, check=False,
    )  # fmt: skip
    return asked.returncode == 0


def redis_answers(host: str, port: int) -> bool:
    """Whether a Redis there says PONG."""
    try:
        with socket.create_connection((host, port), timeout=3) as line:
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def postgres_programs() -> Path:
    """The folder of initdb and postgres; Debian keeps them beside the path, one folder for each version."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(DEBIAN_POSTGRES.glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing("No PostgreSQL answers and its server is not installed.")


def drop_root(folder: Path) -> list[str]:
    """The words that make a command run as `postgres`, who then owns `folder`; none unless we are root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


def free_port() -> int:
    """A port on loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def quiet(command: list[str]) -> None:
    """Runs a command in silence; raises `Missing` with its output when it fails."""
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise Missing(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def running(server: list[str], folder: Path, answers: Callable[[], bool]) -> Iterator[None]:
    """Keeps a server running; raises `Missing` with its log when it does not answer within a minute."""
    log = folder / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(server, cwd="/", stdout=output, stderr=output)
    try:
        patience = time.monotonic() + PATIENCE_SECONDS
        while not answers():
            if process.poll() is not None or time.monotonic() > patience:
                raise Missing(f"{server[0]} did not start:\n{log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.2)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
