"""A floor below which every journal entry is surely known.

Ids are given out before commit, so an entry may appear below one that was seen already (on PostgreSQL). A reader
therefore looks again at what is younger than the longest transaction.
"""

import time
from collections import deque

LONGEST_TRANSACTION = 90.0
"""Seconds: longer than statement_timeout and idle_in_transaction_session_timeout of the settings together."""

MOST_IN_FLIGHT = 500
"""Entries that may still be uncommitted when the first look is taken."""


class Lookback:
    """`floor`: nothing with this id or below can still appear."""

    def __init__(self) -> None:
        self.floor = 0
        self._seen: deque[tuple[float, int]] = deque()

    def saw(self, newest: int, at: float | None = None) -> None:
        """`newest` was the highest id at the monotonic time `at`, by default now."""
        now = time.monotonic() if at is None else at
        if not self._seen:
            self.floor = max(0, newest - MOST_IN_FLIGHT)
        self._seen.append((now, newest))
        while self._seen and self._seen[0][0] <= now - LONGEST_TRANSACTION:
            self.floor = max(self.floor, self._seen.popleft()[1])
