"""How much memory a running program has taken."""

import re
from contextlib import suppress
from pathlib import Path

from fieldwork.request_limits import KB
from tests.running.program import Program

MOST_MEMORY = 250 * KB * KB
"""Whatever strangers send."""


def peak_of(program: Program) -> int:
    """The most bytes that its processes have ever held, each for itself."""
    found = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):
            text = status.read_text()
            is_ours = int(status.parent.name) == program.process.pid or f"PPid:\t{program.process.pid}\n" in text
            if is_ours and (peak := re.search(r"VmHWM:\s+(\d+) kB", text)):
                found += int(peak[1]) * KB
    return found
