"""Work beside the requests, in a thread of its own: in rounds, begun when woken and by the clock."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection, connections

SCAN_SECONDS = 20.0
"""The database is the truth: what no wake-up told is found by looking."""

MIN_PAUSE = 0.5
STOP_SECONDS = 1.0
log = logging.getLogger(__name__)
_started: list["BackgroundLoop"] = []


def dead_loops() -> list[str]:
    """The names of those whose thread ended though nobody stopped it."""
    return [one.name for one in list(_started) if one.is_dead]


def revive_dead_loops() -> None:
    """Starts them again. The living do it for the dead each round, and whoever asks how the program is."""
    for one in tuple(_started):
        one.revive()


class BackgroundLoop:
    """`work` makes one round and says in how many seconds the next one is due, None if nothing waits.

    `free` gives back what an ended process held; it is called first, and only where no other process can be at work:
    an embedded database is served by this one alone.
    """

    def __init__(self, name: str, *, work: Callable[[], float | None], free: Callable[[], object]) -> None:
        self.name, self._work, self._free = name, work, free
        self._turn = threading.Lock()
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_ending(self) -> bool:
        """Whether nothing more should be begun."""
        return self._stopped.is_set()

    def start(self) -> None:
        """The first round begins at once."""
        self._stopped.clear()
        if self not in _started:
            _started.append(self)
        self._begin_thread()

    @property
    def is_dead(self) -> bool:
        """Whether the thread ended though nobody stopped it."""
        thread = self._thread
        return not self.is_ending and thread is not None and not thread.is_alive()

    def revive(self) -> None:
        """Begins a new thread if the old one is dead."""
        with self._turn:
            if self.is_dead:
                log.error("%s ended and is started again", self.name)
                self._begin_thread()

    def _begin_thread(self) -> None:
        self._thread = threading.Thread(target=self._go_on, name=self.name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends after what is running, or leaves it to its lease after a second."""
        self._stopped.set()
        self._woken.set()
        if self in _started:
            _started.remove(self)
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)
            self._thread = None

    def wake(self) -> None:
        """Wakes the loop's thread, because there is something to do."""
        self._woken.set()

    def begin(self) -> None:
        """Runs `free` before the first round, on SQLite only."""
        if connection.vendor == "sqlite":
            self._free()

    def _go_on(self) -> None:
        begun = False
        while not self.is_ending:
            self._woken.clear()
            pause = SCAN_SECONDS
            revive_dead_loops()
            try:
                close_old_connections()
                if not begun:
                    self.begin()
                begun = True
                coming = self._work()
                pause = SCAN_SECONDS if coming is None else min(max(coming, MIN_PAUSE), SCAN_SECONDS)
            except Exception:
                log.exception("%s: the next round waits for the database", self.name)
            self._woken.wait(pause)
        connections.close_all()
