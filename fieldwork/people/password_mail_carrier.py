"""Letters with a link to choose a password. An app above carries them, where there is a mail server."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction

from fieldwork.people.models import Person


class PasswordMailCarrier(Protocol):
    """Takes a letter to somebody: an invitation, or one that was asked for."""

    def __call__(self, person: Person, *, invited: bool) -> None:
        """Within the caller's transaction."""


@dataclass(frozen=True)
class Carrier:
    """`wake` tells it that somebody has asked."""

    queue_mail: PasswordMailCarrier
    wake: Callable[[], None]


_carriers: list[Carrier] = []


def register_carrier(carrier: PasswordMailCarrier, wake: Callable[[], None]) -> None:
    """Registers the carrier of password mails and its `wake`: from now on such mails can be written."""
    _carriers[:] = [Carrier(carrier, wake)]


def can_send_mail() -> bool:
    """Whether anybody carries letters."""
    return bool(_carriers)


def mail_invitation(person: Person) -> bool:
    """Writes an invitation; False where nobody could carry it."""
    for carrier in _carriers:
        with transaction.atomic():
            carrier.queue_mail(person, invited=True)
    return can_send_mail()


def wake_for_requests() -> None:
    """Wakes the carrier after the commit: it answers somebody's request for a password mail."""
    for carrier in _carriers:
        transaction.on_commit(carrier.wake, robust=True)
