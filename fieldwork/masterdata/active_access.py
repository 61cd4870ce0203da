"""What is open in somebody's name: sessions and API tokens, as pages list them."""

from dataclasses import dataclass
from datetime import datetime

from fieldwork.people.models import Person, Token
from fieldwork.people.signed_in_devices import Device, devices_of


@dataclass(frozen=True)
class ActiveToken:
    """`used` is exact to some minutes, None before the first call."""

    key: int
    name: str
    made: datetime
    used: datetime | None
    ends: datetime


@dataclass(frozen=True)
class ActiveAccess:
    """All of it, the newest first."""

    devices: list[Device]
    tokens: list[ActiveToken]


def active_access(person: Person, session_key: str | None) -> ActiveAccess:
    """`session_key` is the session that asks, if it is one of theirs."""
    living = Token.objects.living().filter(person=person).order_by("-created_at", "-pk")
    return ActiveAccess(
        devices_of(person, session_key),
        [ActiveToken(one.pk, one.name, one.created_at, one.last_used_at, one.expires_at) for one in living],
    )
