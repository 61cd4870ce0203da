"""How long the first and the second start take: filling the demo, and until the program answers again. Seconds."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.program import stop, wait_for
from tests.free_port import free_port

DEMO_PATIENCE = 600
STARTS: dict[str, tuple[str, int | None]] = {
    "demo": ("Filling the demo company, s", 60),
    "again": ("Second start until it answers, s", None),
}


def starts() -> dict[str, float]:
    """The demo company in an empty folder, then one start on what it left."""
    with tempfile.TemporaryDirectory(prefix="fieldwork-starts-") as folder:
        port = free_port()
        given = {"FIELDWORK_DATA": folder, "PORT": str(port), "HOST": "127.0.0.1", "FIELDWORK_REDIS_URL": ""}
        environment = {**os.environ, **given, "FIELDWORK_DATABASE_URL": ""}
        log = Path(folder) / "starts.log"
        began = time.perf_counter()
        with log.open("wb") as out:
            subprocess.run(
                [sys.executable, "-m", "fieldwork", "demo"],
                env=environment, stdout=out, stderr=subprocess.STDOUT, check=True, timeout=DEMO_PATIENCE,
            )  # fmt: skip
        demo = time.perf_counter() - began
        began = time.perf_counter()
        with _running(environment, f"http://127.0.0.1:{port}", log):
            return {"demo": demo, "again": time.perf_counter() - began}


@contextmanager
def _running(environment: dict[str, str], address: str, log: Path) -> Iterator[None]:
    """From the command to its first answer, as `make run` starts it."""
    with log.open("ab") as out:
        command = [sys.executable, "-m", "fieldwork", "run", "--demo"]
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_for(address, process, log)
        yield
    finally:
        stop(process)
