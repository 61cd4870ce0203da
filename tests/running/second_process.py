"""A second process on the same database: it sets the stage, and does what no open page should be asked to do.

`SecondProcess` talks to it, one line of JSON for each act and one for its answer (tests/running/process_commands.py).
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.running.prepared_database import put_database
from tests.running.program import ROOT, surroundings


class SecondProcess:
    """One for each data folder; ended by `close`."""

    def __init__(self, data: Path, **more: str) -> None:
        put_database(data, more)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.running.process_commands"],
            cwd=ROOT,
            env=surroundings(data, **more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def do(self, act: str, **facts: Any) -> Any:
        """Runs an act there and waits for its answer. Raises EOFError if the process died in it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"act": act, **facts}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise EOFError(f"{act} ended with {self._process.wait()}")
        return json.loads(line)

    def close(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.wait()
