"""A notice in words, and where it leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fieldwork.notices.models import Notice
from fieldwork.notices.notice_reasons import NOTICE_TYPES, NoticeReason

MAX_TEXT = 160


@dataclass(frozen=True)
class NoticeItem:
    """One notice, ready to be shown: `title` names the order, `sentence` what happened, `words` what was written."""

    key: int
    concern: NoticeReason
    icon: str
    by: str
    title: str
    sentence: str
    words: str
    at: datetime
    url: str
    unread: bool


def present_notices(notices: Sequence[Notice], unread: Iterable[int]) -> list[NoticeItem]:
    """`notices` with their order, client, entry and its author; `unread` are the keys of those not read."""
    new = set(unread)
    return [present_notice(notice, unread=notice.pk in new) for notice in notices]


def present_notice(notice: Notice, *, unread: bool) -> NoticeItem:
    """The notice in the language that is active."""
    concern, entry, order = NoticeReason(notice.concern), notice.entry, notice.order
    by = entry.author.name if entry and entry.author else ""
    text = " ".join(entry.text.split()) if entry else ""
    return NoticeItem(
        key=notice.pk,
        concern=concern,
        icon=NOTICE_TYPES[concern].icon,
        by=by,
        title=f"{order.number} · {order.client.name} · {order.name}",
        sentence=str(NOTICE_TYPES[concern].sentence) % {"name": by or _("The client")},
        words=text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…",
        at=notice.created_at,
        url=f"/orders/{order.number}" + (f"?at={entry.seq}#e{entry.seq}" if entry else ""),
        unread=unread,
    )
