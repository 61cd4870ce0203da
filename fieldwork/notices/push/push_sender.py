"""Send what waits to the push services: each push at most once, whatever ends in between."""

import logging
from datetime import datetime, timedelta
from http import HTTPStatus

from django.db.models import F
from django.utils import timezone

from fieldwork.documents.retry_policy import wait_seconds
from fieldwork.mailing.mime_message import sender
from fieldwork.masterdata.company import get_company
from fieldwork.notices.models import Push, PushStatus
from fieldwork.notices.push.push_encryption import encrypt, vapid_headers
from fieldwork.notices.push.push_request import NoAnswer, NotAllowed, NotReached, send_push_request
from fieldwork.notices.push.push_subscriptions import delete_subscription, is_open
from fieldwork.notices.push.push_text import text_of

BATCH_SIZE = 50
MIN_WAIT = 30
RETRY_PERIOD = timedelta(days=1)
TTL_SECONDS = 24 * 3600
"""So long the service keeps it for a device that is switched off."""

GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
SUCCESSES, RETRY_STATUSES = range(200, 300), range(500, 600)

log = logging.getLogger(__name__)


def due_pushes(now: datetime) -> list[Push]:
    """Returns the pushes that are due now, the longest waiting first."""
    due = Push.objects.filter(status=PushStatus.WAITING, next_try_at__lte=now)
    return list(due.select_related("subscription__person").order_by("next_try_at", "pk")[:BATCH_SIZE])


def seconds_until_push(now: datetime) -> float | None:
    """Returns the seconds until the next waiting push is due; None if none waits."""
    coming = (
        Push.objects.filter(status=PushStatus.WAITING).order_by("next_try_at").values_list("next_try_at", flat=True)
    )
    first = coming.first()
    return None if first is None else (first - now).total_seconds()


def send(push: Push) -> None:
    """Sends a waiting push, if nobody else has taken it, and notes how it went. Whatever goes wrong ends here.

    It counts as lost from before it is sent until its answer is known: who dies in between must not send it again.
    """
    mine = Push.objects.filter(pk=push.pk, status=PushStatus.WAITING, attempts=push.attempts)
    if not mine.update(status=PushStatus.LOST, attempts=F("attempts") + 1):
        return
    push.attempts += 1
    try:
        _send(push)
    except NotReached as error:
        _retry_later(push, str(error))
    except NotAllowed as error:
        log.warning("A device names an address that nothing is sent to: %s", error)
        delete_subscription(push.subscription)
    except NoAnswer as error:
        log.warning("What became of push %s is not known: %s", push.pk, error)
    except Exception:
        log.exception("Push %s could not be sent", push.pk)


def _send(push: Push) -> None:
    subscription, company = push.subscription, get_company()
    if not is_open(subscription):
        delete_subscription(subscription)
        return
    text = text_of(push, company)
    if text is None:
        _finish(push, PushStatus.NEEDLESS)
        return
    headers = {
        "Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream", "TTL": str(TTL_SECONDS),
        **vapid_headers(subscription.endpoint, contact=sender(company)),
    }  # fmt: skip
    status = send_push_request(
        subscription.endpoint, encrypt(text, p256dh=subscription.p256dh, auth=subscription.auth), headers
    )
    if status in SUCCESSES:
        _finish(push, PushStatus.SENT)
    elif status in GONE:
        delete_subscription(subscription)
    elif status == HTTPStatus.TOO_MANY_REQUESTS or status in RETRY_STATUSES:
        _retry_later(push, str(status))
    else:
        log.warning("A push service refused push %s: %s", push.pk, status)
        _finish(push, PushStatus.REFUSED)


def _retry_later(push: Push, why: str) -> None:
    now = timezone.now()
    if now - push.created_at > RETRY_PERIOD:
        log.warning("Push %s is given up: %s", push.pk, why)
        _finish(push, PushStatus.REFUSED)
        return
    wait = timedelta(seconds=max(MIN_WAIT, wait_seconds(push.attempts)))
    Push.objects.filter(pk=push.pk, status=PushStatus.LOST).update(status=PushStatus.WAITING, next_try_at=now + wait)


def _finish(push: Push, status: PushStatus) -> None:
    Push.objects.filter(pk=push.pk, status=PushStatus.LOST).update(status=status)
