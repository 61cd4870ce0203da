"""`fieldwork run-isolated`, which the program calls itself: one try of what crashed before, within limits."""

import sys
from argparse import Namespace

from fieldwork.jobs.job_queue import run_in_process
from fieldwork.jobs.job_types import JOB_TYPES
from fieldwork.jobs.models import Job
from fieldwork.mailing.actions.deliver import deliver_leased
from fieldwork.mailing.models import Mail
from fieldwork.orders.isolated_work import CPU_SECONDS, MEMORY

HAS_LIMITS = sys.platform != "win32"
if HAS_LIMITS:
    import resource


def run(options: Namespace) -> int:
    """0 when it came to an end, a good one or not; the caller has leased it."""
    limit()
    if options.what == "job":
        job = Job.objects.select_related("entry").get(pk=options.key)
        run_in_process(job, next(row for row in JOB_TYPES if row.name == job.name))
    else:
        deliver_leased(Mail.objects.select_related("version__order", "rule", "link", "author").get(pk=options.key))
    return 0


def limit() -> None:
    """Limits this process's memory, CPU time and core dumps, where the system knows such limits."""
    if HAS_LIMITS:
        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CPU, CPU_SECONDS),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))
