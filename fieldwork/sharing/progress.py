"""How far the order is, in the client's words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Order
from fieldwork.orders.transitions import State
from fieldwork.sharing.objections import Answers


@dataclass(frozen=True)
class ProgressStep:
    """One of the path; `at` is when it was reached, `hint` stands where it was not."""

    label: str | Promise
    icon: str
    at: datetime | None
    hint: str | Promise = ""


_CLOSING_KINDS = (EntryKind.FAST_CLOSED, EntryKind.CONFIRMED)


def progress_steps(order: Order, answers: Answers) -> list[ProgressStep]:
    """Ordered, released, work done, accepted; two steps where there was no work."""
    when = dict(
        order.entries.filter(kind__in=(EntryKind.RELEASED, EntryKind.NOT_PERFORMED, *_CLOSING_KINDS)).values_list(
            "kind", "created_at"
        )
    )
    released = when.get(EntryKind.RELEASED)
    ordered = ProgressStep(_("Ordered"), "clipboard-list", order.created_at)
    if order.state == State.NOT_PERFORMED:
        return [ordered, ProgressStep(_("Not performed"), "ban", when.get(EntryKind.NOT_PERFORMED))]
    closed = order.state == State.FINALLY_CONFIRMED
    done = max((when[kind] for kind in _CLOSING_KINDS if kind in when), default=None) if closed else None
    accepted = answers.accepted.created_at if answers.accepted else None
    open_ = _("Your objection is with us") if answers.waits else _("Waiting for you")
    return [
        ordered,
        ProgressStep(_("Released"), "stamp", released),
        ProgressStep(_("Work done"), "wrench", done),
        ProgressStep(_("Accepted"), "file-signature", accepted, open_ if closed else ""),
    ]
