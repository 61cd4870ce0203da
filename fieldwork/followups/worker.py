"""Runs what follows entries, beside the requests, in one thread."""

import logging
import threading
from collections.abc import Sequence

from django.db import close_old_connections, connection, connections
from django.utils import timezone

from fieldwork.followups.models import Tick
from fieldwork.followups.steps import due, find, lease, release_all, run, seconds_until_due
from fieldwork.followups.table import TABLE, Row
from fieldwork.live.lookback import Lookback
from fieldwork.orders.announce import listen
from fieldwork.orders.kinds import Kind

SCAN_SECONDS = 20.0
"""The journal is the truth: what no wake-up told is found by looking."""

SHORTEST_PAUSE = 0.5
STOP_SECONDS = 1.0
log = logging.getLogger(__name__)


class Worker:
    """A daemon thread: woken after each commit that recorded something, and by the clock."""

    def __init__(self, table: Sequence[Row] = TABLE) -> None:
        self._rows = {row.name: row for row in table}
        self._kinds = {kind for row in table for kind in row.kinds}
        self._lookback = Lookback()
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins with what an earlier process left undone."""
        listen(self.wake)
        self._stopped.clear()
        self._thread = threading.Thread(target=self._work, name="followups", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after the follow-up that is running, or leaves it to its lease after a second."""
        self._stopped.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)
            self._thread = None

    def wake(self, _order: int, _seq: int, kind: Kind) -> None:
        """There is something new. A message, which nothing follows, must not cost its sender a look at the journal."""
        if kind in self._kinds:
            self._woken.set()

    def catch_up(self) -> int:
        """Runs everything that is due now, once; how many were done."""
        find(list(self._rows.values()), self._lookback)
        done = 0
        while ticks := due(self._rows, timezone.now()):
            leased = [tick for tick in ticks if self._try(tick)]
            done += sum(tick.done_at is not None for tick in leased)
            if not leased:
                break
        return done

    def _try(self, tick: Tick) -> bool:
        if self._stopped.is_set() or not lease(tick, timezone.now()):
            return False
        run(tick, self._rows[tick.name])
        return True

    def _begin(self) -> None:
        # An embedded database is served by this process alone: what is held was held by one that was killed.
        if connection.vendor == "sqlite":
            release_all()

    def _work(self) -> None:
        begun = False
        while not self._stopped.is_set():
            self._woken.clear()
            pause = SCAN_SECONDS
            try:
                close_old_connections()
                if not begun:
                    self._begin()
                begun = True
                self.catch_up()
                coming = seconds_until_due(self._rows, timezone.now())
                pause = SCAN_SECONDS if coming is None else min(max(coming, SHORTEST_PAUSE), SCAN_SECONDS)
            except Exception:
                log.exception("Follow-ups wait for the database")
            self._woken.wait(pause)
        connections.close_all()


worker = Worker()
"""The worker of this process."""
