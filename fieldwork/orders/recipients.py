"""Who will get this? A room above knows the rules of mail and answers; this room only asks, shows and remembers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from fieldwork.orders.kinds import Kind
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person

MOST = 1000


class Moment(models.TextChoices):
    """When a document is made that may be mailed."""

    RELEASED = "released", _("Released")
    CONFIRMED = "confirmed", _("Each confirmation")
    CLOSED = "closed", _("Closed")
    NOT_PERFORMED = "not_performed", _("Not performed")


@dataclass(frozen=True)
class Recipient:
    """One who will be mailed: `rule` by its name; `document` in words. `at_the_end`: only if the order is closed."""

    address: str
    name: str
    rule: str
    document: str
    at_the_end: bool = False


Teller = Callable[[Order, Collection[Moment], Person], list[Recipient]]
_tellers: list[Teller] = []


def recipients_are_told_by(teller: Teller) -> None:
    """From now on `teller(order, moments, by)` says who will be mailed when `by` acts."""
    _tellers[:] = [teller]


def recipients_of(order: Order, *moments: Moment, by: Person) -> list[Recipient]:
    """Who will be mailed if `by` brings the order to these moments now."""
    return [recipient for teller in _tellers for recipient in teller(order, moments, by)]


def moments_of(entry: Entry) -> list[Moment]:
    """The moments that an entry stands for; none for most."""
    closes = bool(entry.data.get("last")) or entry.kind == Kind.FAST_CLOSED
    found = {
        Kind.RELEASED: [Moment.RELEASED],
        Kind.CONFIRMED: [Moment.CONFIRMED, Moment.CLOSED] if closes else [Moment.CONFIRMED],
        Kind.FAST_CLOSED: [Moment.CONFIRMED, Moment.CLOSED],
        Kind.NOT_PERFORMED: [Moment.NOT_PERFORMED],
    }
    return found.get(Kind(entry.kind), [])


def left_out(data: Mapping[str, object], due: Sequence[Recipient] = ()) -> list[str]:
    """The addresses that a form showed and whose tick was taken away, and those `due` now that it never showed.

    A rule that was switched on while the form was open is for the next act: nobody is mailed whom its sender
    did not see.
    """
    shown, ticked = _texts(data.get("mail_shown")), set(_texts(data.get("mail_to")))
    unseen = [one.address for one in due if one.address not in shown] if data.get("mail_asked") else []
    return [*(address for address in shown if address not in ticked), *unseen]


def shown_to(data: Mapping[str, object], recipients: Sequence[Recipient]) -> list[dict[str, object]]:
    """The recipients for the form, with the ticks of what was sent before, if anything was."""
    out = set(left_out(data))
    return [{"recipient": one, "ticked": one.address not in out} for one in recipients]


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)][:MOST] if isinstance(value, list) else []
