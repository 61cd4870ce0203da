"""A notice in words, and where it leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fieldwork.notices.concerns import LOOKS, Concern
from fieldwork.notices.models import Notice

LONGEST_WORDS = 160


@dataclass(frozen=True)
class Told:
    """One notice, ready to be shown: `title` names the order, `sentence` what happened, `words` what was written."""

    key: int
    concern: Concern
    icon: str
    by: str
    title: str
    sentence: str
    words: str
    at: datetime
    url: str
    unread: bool


def tell(notices: Sequence[Notice], unread: Iterable[int]) -> list[Told]:
    """`notices` with their order, client, entry and its author; `unread` are the keys of those not read."""
    new = set(unread)
    return [tell_one(notice, unread=notice.pk in new) for notice in notices]


def tell_one(notice: Notice, *, unread: bool) -> Told:
    """The notice in the language that is active."""
    concern, entry, order = Concern(notice.concern), notice.entry, notice.order
    by = entry.by.name if entry and entry.by else ""
    text = " ".join(entry.text.split()) if entry else ""
    return Told(
        key=notice.pk,
        concern=concern,
        icon=LOOKS[concern].icon,
        by=by,
        title=f"{order.number} · {order.client.name} · {order.name}",
        sentence=str(LOOKS[concern].sentence) % {"name": by or _("The client")},
        words=text if len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…",
        at=notice.made_at,
        url=f"/orders/{order.number}" + (f"?at={entry.seq}#e{entry.seq}" if entry else ""),
        unread=unread,
    )
