"""`fieldwork aside`, which the program calls itself: one try of something that ended its process before, bounded."""

import sys
from argparse import Namespace

from fieldwork.followups.models import Tick
from fieldwork.followups.steps import run_here
from fieldwork.followups.table import TABLE
from fieldwork.mailing.actions.post import carry
from fieldwork.mailing.models import Mail
from fieldwork.orders.aside import CPU_SECONDS, MEMORY

HAS_LIMITS = sys.platform != "win32"
if HAS_LIMITS:
    import resource


def run(options: Namespace) -> int:
    """0 when it came to an end, a good one or not; the caller has leased it."""
    limit()
    if options.what == "followup":
        tick = Tick.objects.select_related("entry").get(pk=options.key)
        run_here(tick, next(row for row in TABLE if row.name == tick.name))
    else:
        carry(Mail.objects.select_related("version__order", "rule", "link", "by").get(pk=options.key))
    return 0


def limit() -> None:
    """What this process may have, where the system knows such limits."""
    if HAS_LIMITS:
        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))
