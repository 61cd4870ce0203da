"""THE table of what follows an entry: run after commit, ticked when done, tried again when failed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fieldwork.documents.actions.make_pdf import make_pdf, record_crash
from fieldwork.mailing.actions.queue_mails import queue_rule_mails
from fieldwork.orders.entry_types import MAILED, WITH_DOCUMENT, EntryKind
from fieldwork.orders.models import Entry, version_of


@dataclass(frozen=True)
class JobType:
    """`run` follows each entry of `kinds`. It may run twice (a crash, two processes) and must not care.

    `on_crash` is told what has no end of its own: how often in a row its process ended, why, and when the next try is.
    """

    name: str
    kinds: frozenset[EntryKind]
    run: Callable[[Entry], object]
    on_crash: Callable[[Entry, int, str, datetime | None], object] = lambda *_told: None


def make_document(entry: Entry) -> None:
    """The PDF of the version that was frozen with the entry. Raises RenderingFailed."""
    make_pdf(version_of(entry))


def record_document_crash(entry: Entry, times: int, why: str, next_try_at: datetime | None) -> None:
    """The page of the document tells it, too."""
    record_crash(version_of(entry), times, why, next_try_at)


JOB_TYPES = (
    JobType("document", WITH_DOCUMENT, make_document, record_document_crash),
    JobType("mail", MAILED, queue_rule_mails),
)
