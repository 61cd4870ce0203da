"""Take what waits in the outbox to the mail server, one mail at a time."""

import logging
from datetime import datetime, timedelta
from email.message import EmailMessage

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.documents.actions.make_pdf import RenderingFailed
from fieldwork.documents.actions.repair_pdf import read_pdf
from fieldwork.documents.retry_policy import error_text, wait_seconds
from fieldwork.documents.views import ensure_document
from fieldwork.mailing.actions.append_mail_entry import append_mail_entry
from fieldwork.mailing.actions.renew_link import renew_link
from fieldwork.mailing.mime_message import build_message, build_text_message
from fieldwork.mailing.models import Mail, MailState
from fieldwork.mailing.personal_mails import text_for_person
from fieldwork.mailing.smtp import PermanentFailure, TemporaryFailure, send_message
from fieldwork.masterdata.company import get_company
from fieldwork.orders.actions.transaction import lock_order
from fieldwork.orders.isolated_work import MAX_CRASHES, crash_reason, needs_isolation, run_isolated

LEASE_SECONDS = 120
"""Longer than one delivery may take; after a crash somebody else begins this much later."""

RETRY_PERIOD = timedelta(days=3)
"""So long a mail is tried again; then it is given up, and told."""

MIN_WAIT = 30
BATCH_SIZE = 50

log = logging.getLogger(__name__)


def due_mails(now: datetime) -> list[Mail]:
    """Returns at most BATCH_SIZE waiting mails that are due and not leased, the longest due first."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    mails = Mail.objects.filter(free, status=MailState.WAITING, next_try_at__lte=now)
    return list(
        mails.select_related("version__order", "rule", "link", "author").order_by("next_try_at", "pk")[:BATCH_SIZE]
    )


def seconds_until_next(now: datetime) -> float | None:
    """Returns the seconds until the next waiting mail is due; None if none waits."""
    coming = Mail.objects.filter(status=MailState.WAITING).order_by("next_try_at").values_list("next_try_at", flat=True)
    first = coming.first()
    return None if first is None else (first - now).total_seconds()


def release_held() -> int:
    """Frees what an ended process held; only where no other process can be at work."""
    return Mail.objects.filter(status=MailState.WAITING, lease_until__isnull=False).update(lease_until=None)


def deliver(mail: Mail) -> None:
    """Delivers a waiting mail, if nobody else has it at hand, and notes how it went. Whatever goes wrong ends here."""
    now = timezone.now()
    held = Mail.objects.filter(pk=mail.pk, status=MailState.WAITING, lease_until=mail.lease_until)
    until = now + timedelta(seconds=LEASE_SECONDS)
    later = now + _wait(mail.attempts + 1)
    # The try counts from now on, whatever it does to its process.
    if not held.update(lease_until=until, next_try_at=later, attempts=F("attempts") + 1, crashes=F("crashes") + 1):
        return
    mail.lease_until, mail.attempts, mail.crashes = until, mail.attempts + 1, mail.crashes + 1
    if not needs_isolation(mail.crashes):
        deliver_leased(mail)
        return
    run_isolated("mail", mail.pk)
    # Whoever came to an end has given the lease back.
    if mail.crashes >= MAX_CRASHES:
        _finish(mail, MailState.REFUSED, crash_reason(mail.crashes))
    else:
        _retry_later(mail, crash_reason(mail.crashes), ended=False)


def deliver_leased(mail: Mail) -> None:
    """Delivers a leased mail in this process, and notes how it went."""
    try:
        message = _message(mail)
        if message is not None:
            send_message(message)
    except PermanentFailure as refusal:
        _finish(mail, MailState.REFUSED, error_text(refusal))
    except (TemporaryFailure, RenderingFailed) as error:
        _retry_later(mail, error_text(error) if str(error) else _("The document is being made."))
    except (Exception, SystemExit) as error:
        log.exception("Mail %s could not be posted", mail.pk)
        _retry_later(mail, error_text(error))
    else:
        if message is None:
            Mail.objects.filter(pk=mail.pk, lease_until=mail.lease_until).delete()
            return
        _finish(mail, MailState.SENT, "")


def _message(mail: Mail) -> EmailMessage | None:
    """None where there is nothing left to say to a person. Raises RenderingFailed."""
    if mail.version is not None:
        with transaction.atomic():
            if renew_link(mail):
                mail.save(update_fields=["link", "text"])
        return build_message(mail, read_pdf(ensure_document(mail.version)), get_company())
    text = text_for_person(mail)
    if text is None:
        return None
    mail.text = text
    return build_text_message(mail, get_company())


def _wait(attempts: int) -> timedelta:
    return timedelta(seconds=max(MIN_WAIT, wait_seconds(attempts)))


def _retry_later(mail: Mail, why: str, *, ended: bool = True) -> None:
    now = timezone.now()
    if now - mail.queued_at > RETRY_PERIOD:
        _finish(mail, MailState.REFUSED, why)
        return
    mine = Mail.objects.filter(pk=mail.pk, status=MailState.WAITING, lease_until=mail.lease_until)
    crashes = 0 if ended else mail.crashes
    mine.update(error=why, next_try_at=now + _wait(mail.attempts), lease_until=None, crashes=crashes)


def _finish(mail: Mail, status: MailState, why: str) -> None:
    """The mail's last word and its line in the timeline: both or neither."""
    sent_at = timezone.now() if status is MailState.SENT else None
    with transaction.atomic():
        # The order first, as everywhere: two who lock the same two rows the other way round wait for each other.
        if mail.order_id is not None:
            lock_order(mail.order_id)
        mine = Mail.objects.filter(pk=mail.pk, lease_until=mail.lease_until)
        if mine.update(status=status, error=why, sent_at=sent_at, lease_until=None, crashes=0):
            mail.status, mail.error = status, why
            if mail.order_id is not None:
                append_mail_entry(mail)
