"""Brings the database's tables to what this version needs."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fieldwork.commands.single_process import require_known_migrations
from fieldwork.commands.terminal import ProgressBar
from fieldwork.commands.terminal_language import _
from fieldwork.orders.models import Entry
from fieldwork.search.actions.index_entries import is_whole, rebuild

MIGRATION_LOCK = 0x6669656C64
"""Any number that nobody else takes: "field"."""


def pending_migrations() -> int:
    """Returns how many migrations this database still needs. Raises a database error if it cannot be reached."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate() -> None:
    """Runs what is missing, with progress; nothing to do says nothing. Of several processes one does it.

    What was written before there was an index is put into it here, too. Raises MayNotServe.
    """
    with _alone():
        require_known_migrations()
        _run_missing()
        if not is_whole():
            make_index()


def _run_missing() -> None:
    if total := pending_migrations():
        bar = ProgressBar(_("Preparing the database"))
        call_command("migrate", interactive=False, no_color=True, stdout=_Steps(bar, total))
        bar.done()


def make_index() -> int:
    """The index of the search anew, with progress; how many entries are in it."""
    total, bar = Entry.objects.count(), ProgressBar(_("Making the index of the search"))
    done = rebuild(lambda entries: bar(min(entries, total), total))
    bar.done()
    return done


@contextmanager
def _alone() -> Iterator[None]:
    """On PostgreSQL others wait here until this process is done; SQLite's file is served by one process."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        # Waiting is what this is for: the limits of a page's statements do not fit.
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
    try:
        yield
    finally:
        # The session's end gives the lock back and forgets the limits.
        connection.close()


class _Steps(io.StringIO):
    """Stands where Django prints its steps, and counts them."""

    def __init__(self, bar: ProgressBar, total: int) -> None:
        super().__init__()
        self._bar, self._total, self._done = bar, total, 0

    def write(self, text: str) -> int:
        """Counts finished migrations: Django ends each with an OK of its own."""
        self._done += text.count(" OK")
        self._bar(min(self._done, self._total), self._total)
        return len(text)
