"""`python -m tests.bench.commit_times run`: the program, which also says when each entry was committed."""

import os
import runpy
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
django.setup()

# Models need Django set up before they are imported: E402.
from fieldwork.orders.entry_types import EntryKind  # noqa: E402
from fieldwork.orders.events import subscribe  # noqa: E402


def stamp(_order: int, seq: int, _kind: EntryKind) -> None:
    """Called first of all listeners, at the commit."""
    sys.stdout.write(f"committed {seq} {time.time_ns()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    subscribe(stamp)
    sys.argv[0] = "fieldwork"
    runpy.run_module("fieldwork", run_name="__main__", alter_sys=True)
