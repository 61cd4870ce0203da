"""Freeze an order's content as the next version, in the transaction of the action that calls for it."""

from base64 import b32encode
from datetime import datetime

from django.utils.crypto import salted_hmac

from fieldwork.environment import PUBLIC_URL
from fieldwork.masterdata.the_company import the_company
from fieldwork.orders.content import Content, Facts, content_of
from fieldwork.orders.kinds import Title
from fieldwork.orders.models import Order, Release, Version
from fieldwork.orders.submission import digest_of


def freeze(order: Order, *, title: Title, at: datetime, release: Release | None, reason: str | None = None) -> Version:
    """The new version. A service order holds the plan, a statement only what was confirmed."""
    before = Version.objects.filter(order=order).order_by("-number").first()
    number = before.number + 1 if before else 1
    code = code_of(order.pk, number)
    content = {
        **content_now(
            order,
            title=title,
            at=at,
            release=release,
            version=number,
            before=before.content if before else None,
            reason=reason,
        ),
        "previous": before.digest if before else None,
        "verify": f"{PUBLIC_URL}/v/{code}",
    }
    return Version.objects.create(
        order=order,
        number=content["version"],
        title=title,
        made_at=at,
        content=content,
        digest=digest_of(content),
        code=code,
    )


def code_of(order: int, version: int) -> str:
    """What nobody can guess who has not seen the paper: 80 bits, in letters and digits that are not mistaken."""
    secret = salted_hmac("fieldwork.version", f"{order}/{version}", algorithm="sha256").digest()
    return b32encode(secret[:10]).decode().lower()


def content_now(
    order: Order,
    *,
    title: Title,
    at: datetime,
    release: Release | None,
    version: int,
    before: Content | None,
    reason: str | None,
) -> Content:
    """The content as it would be frozen now; writes nothing."""
    planned = title is Title.SERVICE_ORDER
    lines = order.lines.filter(confirmation__isnull=planned).select_related("confirmation").order_by("position")
    confirmations = [] if planned else list(order.confirmations.select_related("by"))
    facts = Facts(
        order=order,
        company=the_company(),
        title=title,
        version=version,
        made_at=at,
        lines=list(lines),
        release=release,
        confirmations=confirmations,
        before=before,
        reason=reason,
    )
    return content_of(facts)
