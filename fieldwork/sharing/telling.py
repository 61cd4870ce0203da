"""How far the order is, in the client's words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Order
from fieldwork.orders.states import State
from fieldwork.sharing.objections import Answers


@dataclass(frozen=True)
class Step:
    """One of the path; `at` is when it was reached, `hint` stands where it was not."""

    label: str | Promise
    icon: str
    at: datetime | None
    hint: str | Promise = ""


_DONE = (Kind.FAST_CLOSED, Kind.CONFIRMED)


def steps_of(order: Order, answers: Answers) -> list[Step]:
    """Ordered, released, work done, accepted; two steps where there was no work."""
    when = dict(order.entries.filter(kind__in=(Kind.RELEASED, Kind.NOT_PERFORMED, *_DONE)).values_list("kind", "at"))
    released = when.get(Kind.RELEASED)
    ordered = Step(_("Ordered"), "clipboard-list", order.created_at)
    if order.state == State.NOT_PERFORMED:
        return [ordered, Step(_("Not performed"), "ban", when.get(Kind.NOT_PERFORMED))]
    closed = order.state == State.FINALLY_CONFIRMED
    done = max((when[kind] for kind in _DONE if kind in when), default=None) if closed else None
    accepted = answers.accepted.at if answers.accepted else None
    open_ = _("Your objection is with us") if answers.waits else _("Waiting for you")
    return [
        ordered,
        Step(_("Released"), "stamp", released),
        Step(_("Work done"), "wrench", done),
        Step(_("Accepted"), "file-signature", accepted, open_ if closed else ""),
    ]
