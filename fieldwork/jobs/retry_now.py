"""Somebody has what failed, or was given up, tried again at once. The journal knows nothing of it."""

from django.db.models import Value
from django.db.models.functions import Least
from django.utils import timezone

from fieldwork.documents.actions.repair_pdf import wake_repairers
from fieldwork.documents.models import Document
from fieldwork.jobs.job_queue import not_leased
from fieldwork.jobs.job_worker import worker
from fieldwork.jobs.models import Job
from fieldwork.orders.entry_payload import DocumentedEntry
from fieldwork.orders.isolated_work import MAX_TRIES_IN_PROCESS


def retry_job(job: Job) -> None:
    """Makes a failed job due at once; a running or done one stays as it is.

    One that crashed often runs in a process of its own, as before.
    """
    now = timezone.now()
    failed = Job.objects.filter(not_leased(now), pk=job.pk, done_at=None).exclude(error="")
    failed.update(next_try_at=now, given_up_at=None, crashes=Least("crashes", Value(MAX_TRIES_IN_PROCESS)))
    worker.skip_waits()


def retry_document(document: Document) -> None:
    """A document that could not be made, or a damaged one that could not be made again."""
    Document.objects.filter(pk=document.pk).exclude(error="").update(next_try_at=timezone.now())
    version = document.version
    for job in Job.objects.filter(name="document", entry__order=version.order_id, done_at=None).select_related("entry"):
        payload = job.entry.payload
        if isinstance(payload, DocumentedEntry) and payload.version == version.number:
            retry_job(job)
    wake_repairers()
