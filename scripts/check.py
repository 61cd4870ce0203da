"""Runs every check and says at the end what ran, how long it took and what failed: `make test`.

.venv/bin/python scripts/check.py                  every check
.venv/bin/python scripts/check.py mypy pytest      these only
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prepare import BIN, FRONTEND, ROOT, Unready, find_npm

Program = tuple[list[str], dict[str, str]]

POSTGRES = os.environ.get("FIELDWORK_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"
PARALLEL = ["-n", "2", "--dist", "worksteal"]
"""Neighbours in one process, so that what a module sets up is set up once; who is done early takes from the other."""

PYTEST_CLOSES = re.compile(r"^=* ?(\d+ (?:passed|failed|error|skipped|xfailed|deselected).*?) in [\d.]+s")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Check:
    """One program to run: its command and environment, found when its turn comes, and where it runs."""

    name: str
    program: Callable[[], Program]
    folder: Path = ROOT


@dataclass(frozen=True)
class Outcome:
    """How one check ended; `told` is what its own closing line counted, "" when it counts nothing."""

    name: str
    status: int
    seconds: float
    told: str


def python(*words: str) -> Callable[[], Program]:
    """A module of this environment, run by this Python."""
    return lambda: ([sys.executable, "-m", *words], {**os.environ})


def npm(script: str) -> Callable[[], Program]:
    """A script of `frontend/package.json`."""

    def program() -> Program:
        found, environment = find_npm()
        return [found, "run", "--silent", script], environment

    return program


def on_postgresql() -> Program:
    """What depends on the database's own locks and constraints, once more on PostgreSQL."""
    command = [sys.executable, "-m", "pytest", *PARALLEL, "-m", "both", "--create-db"]
    return command, {**os.environ, "FIELDWORK_DATABASE_URL": POSTGRES}


# pytest is last, so that its closing line ends the output of the checks.
CHECKS = [
    Check("ruff", python("ruff", "check", ".")),
    Check("format", python("ruff", "format", "--check", ".")),
    Check("mypy", python("mypy")),
    Check("layers", lambda: ([str(BIN / "lint-imports")], {**os.environ})),
    Check("frontend", npm("check"), FRONTEND),
    Check("vitest", npm("test"), FRONTEND),
    Check("both", on_postgresql),
    # Apart: Playwright keeps an event loop running in its process, which other tests want for themselves.
    Check("browser", python("pytest", "-n", "2", "tests/e2e")),
    Check("pytest", python("pytest", *PARALLEL, "--ignore=tests/e2e")),
]


def main() -> int:
    """Exit status 0 when every check passed, else 1."""
    parser = argparse.ArgumentParser(description="Run every check, or those named.")
    parser.add_argument("names", nargs="*", metavar="check", help=", ".join(check.name for check in CHECKS))
    names = parser.parse_args().names
    if unknown := set(names) - {check.name for check in CHECKS}:
        parser.error(f"no such check: {', '.join(sorted(unknown))}")
    outcomes = [run(check) for check in CHECKS if not names or check.name in names]
    print(table(outcomes), flush=True)
    return int(any(outcome.status for outcome in outcomes))


def run(check: Check) -> Outcome:
    """Runs one check, letting its output through as it comes."""
    print(f"\n--- {check.name}", flush=True)
    started = time.monotonic()
    try:
        command, environment = check.program()
    except Unready as reason:
        print(reason)
        return Outcome(check.name, 1, 0, str(reason))
    told = ""
    with subprocess.Popen(
        command,
        cwd=check.folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if closing := PYTEST_CLOSES.match(COLOUR.sub("", line)):
                told = closing[1]
    return Outcome(check.name, process.returncode, time.monotonic() - started, told)


def table(outcomes: list[Outcome]) -> str:
    """One row for each check, and a last line that says whether all passed."""
    rows = [
        f"  {'FAILED' if outcome.status else 'ok':8}{outcome.name:10}{outcome.seconds:7.1f} s  {outcome.told}".rstrip()
        for outcome in outcomes
    ]
    failed = [outcome.name for outcome in outcomes if outcome.status]
    verdict = f"Failed: {', '.join(failed)}." if failed else f"All {len(outcomes)} checks passed."
    return "\n".join(["", *rows, verdict])


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
