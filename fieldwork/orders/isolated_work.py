"""Work that ended its process before is done by a bounded process of its own: it can end nothing else."""

import os
import subprocess
import sys

from django.utils.translation import gettext as _

MAX_TRIES_IN_PROCESS = 2
"""So many tries in a row may end the program; the next one runs in a process of its own."""

MAX_CRASHES = 6
"""After so many tries in a row that came to no end it is given up."""

SECONDS = 75
"""Shorter than every lease."""

MEMORY = 3 * 1024**3
CPU_SECONDS = 60


def needs_isolation(crashes: int) -> bool:
    """Whether a try runs in a process of its own; `crashes` counts it and those before that came to no end."""
    return crashes > MAX_TRIES_IN_PROCESS


def run_isolated(what: str, key: int) -> None:
    """Runs `fieldwork run-isolated WHAT KEY` to its end or time limit; the database says what became of it."""
    # A fixed program with a number of our own: no word of a person is in the command.
    command = [sys.executable, "-m", "fieldwork", "run-isolated", what, str(key)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=SECONDS, check=False, env=environment)  # noqa: S603
    except subprocess.TimeoutExpired:
        return


def crash_reason(crashes: int) -> str:
    """Returns the error text for an administrator after `crashes` crashes in a row."""
    return _("It came to no end: its process ended, %(n)s times in a row.") % {"n": crashes}


def interrupted_reason() -> str:
    """Returns the error text for an administrator, for a job that was running when the program ended."""
    return _("The program ended while this was at work.")
