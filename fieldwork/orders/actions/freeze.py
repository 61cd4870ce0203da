"""Freeze an order's content as the next version, in the transaction of the action that calls for it."""

from datetime import datetime

from fieldwork.masterdata.the_company import the_company
from fieldwork.orders.content import Content, Facts, content_of
from fieldwork.orders.kinds import Title
from fieldwork.orders.models import Order, Release, Version
from fieldwork.orders.submission import digest_of


def freeze(order: Order, *, title: Title, at: datetime, release: Release | None, reason: str | None = None) -> Version:
    """The new version. A service order holds the plan, a statement only what was confirmed."""
    before = Version.objects.filter(order=order).order_by("-number").first()
    content = content_now(
        order,
        title=title,
        at=at,
        release=release,
        version=before.number + 1 if before else 1,
        before=before.content if before else None,
        reason=reason,
    )
    return Version.objects.create(
        order=order,
        number=content["version"],
        title=title,
        made_at=at,
        content=content,
        digest=digest_of(content),
    )


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
