"""A position below which every journal entry is surely known.

Ids are given out before commit, so an entry may appear below one that was seen already (on PostgreSQL). A reader
therefore looks again at what is younger than the longest transaction.
"""

import time
from collections import deque

MAX_TRANSACTION_SECONDS = 90.0
"""Seconds: longer than statement_timeout and idle_in_transaction_session_timeout of the settings together."""

MAX_IN_FLIGHT = 500
"""Entries that may still be uncommitted when the first look is taken."""


class SafeCursor:
    """`position`: nothing with this id or below can still appear."""

    def __init__(self) -> None:
        self.position = 0
        self._observed: deque[tuple[float, int]] = deque()

    def advance(self, newest: int, at: float | None = None) -> None:
        """`newest` was the highest id at the monotonic time `at`, by default now."""
        now = time.monotonic() if at is None else at
        if not self._observed:
            self.position = max(0, newest - MAX_IN_FLIGHT)
        self._observed.append((now, newest))
        while self._observed and self._observed[0][0] <= now - MAX_TRANSACTION_SECONDS:
            self.position = max(self.position, self._observed.popleft()[1])
