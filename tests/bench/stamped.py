"""`python -m tests.bench.stamped run`: the program, which also says when each entry was committed."""

import os
import runpy
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fieldwork.settings")
django.setup()

# The rooms' records need Django set up before they are imported: E402.
from fieldwork.orders.announce import listen  # noqa: E402
from fieldwork.orders.kinds import Kind  # noqa: E402


def stamp(_order: int, seq: int, _kind: Kind) -> None:
    """Called first of all listeners, at the commit."""
    sys.stdout.write(f"committed {seq} {time.time_ns()}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    listen(stamp)
    sys.argv[0] = "fieldwork"
    runpy.run_module("fieldwork", run_name="__main__", alter_sys=True)
