"""What was refused before anybody looked at it: counted, and told in one line a minute, however many there are."""

import asyncio
import logging
from collections import Counter

log = logging.getLogger(__name__)

LOG_SECONDS = 60.0
"""Between two lines."""


class RefusalLog:
    """Counts on the event loop. The first is told at once, those that follow when the minute is over."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._quiet_until: asyncio.TimerHandle | None = None

    def note(self, what: str, why: object) -> None:
        """Counts one refusal, such as a "connection" from an "address" that has many."""
        self._counts[f"{what}: {why}"] += 1
        if self._quiet_until is None:
            self._write_line()

    def _write_line(self) -> None:
        self._quiet_until = None
        if self._counts:
            counts = ", ".join(f"{count} × {what}" for what, count in sorted(self._counts.items()))
            log.warning("Refused in the last minute: %s", counts)
            self._counts.clear()
            self._quiet_until = asyncio.get_running_loop().call_later(LOG_SECONDS, self._write_line)


refusals = RefusalLog()
"""Those of this process."""
