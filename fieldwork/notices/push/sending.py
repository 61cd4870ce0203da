"""Send what waits to the push services: each push at most once, whatever ends in between."""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db.models import F
from django.utils import timezone

from fieldwork.documents.patience import wait_seconds
from fieldwork.mailing.composing import sender
from fieldwork.masterdata.the_company import the_company
from fieldwork.notices.models import Push, Sending
from fieldwork.notices.push.devices import forget, is_open
from fieldwork.notices.push.sealing import introduction, sealed
from fieldwork.notices.push.way import NoAnswer, NotAllowed, NotReached, deliver
from fieldwork.notices.push.wording import text_of

MOST_AT_ONCE = 50
SHORTEST_WAIT = 30
PATIENCE = timedelta(days=1)
TTL_SECONDS = 24 * 3600
"""So long the service keeps it for a device that is switched off."""

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
SUCCESSES, LATER = range(200, 300), range(500, 600)

log = logging.getLogger(__name__)


def waiting(now: datetime) -> list[Push]:
    """What is to be sent now, the longest waiting first."""
    due = Push.objects.filter(status=Sending.WAITING, next_try_at__lte=now)
    return list(due.select_related("device__person").order_by("next_try_at", "pk")[:MOST_AT_ONCE])


def seconds_until_push(now: datetime) -> float | None:
    """How long until a waiting push's time comes; None if none waits."""
    coming = Push.objects.filter(status=Sending.WAITING).order_by("next_try_at").values_list("next_try_at", flat=True)
    first = coming.first()
    return None if first is None else (first - now).total_seconds()


def send(push: Push) -> None:
    """Sends a waiting push, if nobody else has taken it, and notes how it went. Whatever goes wrong ends here.

    It counts as lost from before it is sent until its answer is known: who dies in between must not send it again.
    """
    mine = Push.objects.filter(pk=push.pk, status=Sending.WAITING, attempts=push.attempts)
    if not mine.update(status=Sending.LOST, attempts=F("attempts") + 1):
        return
    push.attempts += 1
    try:
        _send(push)
    except NotReached as fault:
        _later(push, str(fault))
    except NotAllowed as fault:
        log.warning("A device names an address that nothing is sent to: %s", fault)
        forget(push.device)
    except NoAnswer as fault:
        log.warning("What became of push %s is not known: %s", push.pk, fault)
    except Exception:
        log.exception("Push %s could not be sent", push.pk)


def _send(push: Push) -> None:
    device, company = push.device, the_company()
    if not is_open(device):
        forget(device)
        return
    text = text_of(push, company)
    if text is None:
        _end(push, Sending.NEEDLESS)
        return
    headers = {
        "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "TTL": str(TTL_SECONDS),
        **introduction(device.endpoint, contact=sender(company)),
    }  # fmt: skip
    status = deliver(device.endpoint, sealed(text, p256dh=device.p256dh, auth=device.auth), headers)
    if status in SUCCESSES:
        _end(push, Sending.SENT)
    elif status in GONE:
        forget(device)
    elif status == HTTPStatus.TOO_MANY_REQUESTS or status in LATER:
        _later(push, str(status))
    else:
        log.warning("A push service refused push %s: %s", push.pk, status)
        _end(push, Sending.REFUSED)


def _later(push: Push, why: str) -> None:
    now = timezone.now()
    if now - push.made_at > PATIENCE:
        log.warning("Push %s is given up: %s", push.pk, why)
        _end(push, Sending.REFUSED)
        return
    wait = timedelta(seconds=max(SHORTEST_WAIT, wait_seconds(push.attempts)))
    Push.objects.filter(pk=push.pk, status=Sending.LOST).update(status=Sending.WAITING, next_try_at=now + wait)


def _end(push: Push, status: Sending) -> None:
    Push.objects.filter(pk=push.pk, status=Sending.LOST).update(status=status)
