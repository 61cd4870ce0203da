"""Who will get this? An app above knows the rules of mail and answers; this one only asks, shows and remembers."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from fieldwork.orders.entry_payload import MailTrigger
from fieldwork.orders.models import Order
from fieldwork.people.models import Person

MAX_RECIPIENTS = 1000


@dataclass(frozen=True)
class Recipient:
    """One who will be mailed: `rule` by its name; `document` in words. `only_when_closed`: if the order is closed."""

    address: str
    name: str
    rule: str
    document: str
    only_when_closed: bool = False


RecipientProvider = Callable[[Order, Collection[MailTrigger], Person], list[Recipient]]
_providers: list[RecipientProvider] = []


def register_recipient_provider(provider: RecipientProvider) -> None:
    """Registers `provider(order, triggers, by)`, which returns who will be mailed when `by` acts.

    Replaces an earlier one.
    """
    _providers[:] = [provider]


def recipients_of(order: Order, *triggers: MailTrigger, by: Person) -> list[Recipient]:
    """Returns who will be mailed if `by` brings the order to these triggers now."""
    return [recipient for provider in _providers for recipient in provider(order, triggers, by)]


def excluded_recipients(data: Mapping[str, object], due: Sequence[Recipient] = ()) -> list[str]:
    """The addresses that a form showed and whose tick was taken away, and those `due` now that it never showed.

    A rule that was switched on while the form was open is for the next act: nobody is mailed whom its sender
    did not see.
    """
    shown, ticked = _texts(data.get("mail_shown")), set(_texts(data.get("mail_to")))
    never_shown = [one.address for one in due if one.address not in shown] if data.get("mail_asked") else []
    return [*(address for address in shown if address not in ticked), *never_shown]


def recipient_choices(data: Mapping[str, object], recipients: Sequence[Recipient]) -> list[dict[str, object]]:
    """The recipients for the form, with the ticks of what was sent before, if anything was."""
    out = set(excluded_recipients(data))
    return [{"recipient": one, "ticked": one.address not in out} for one in recipients]


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)][:MAX_RECIPIENTS] if isinstance(value, list) else []
