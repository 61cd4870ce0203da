"""What is open in somebody's name: sessions and API tokens, as pages list them."""

from dataclasses import dataclass
from datetime import datetime

from fieldwork.people.devices import Device, devices_of
from fieldwork.people.models import Person, Token


@dataclass(frozen=True)
class OpenToken:
    """`used` is exact to some minutes, None before the first call."""

    key: int
    name: str
    made: datetime
    used: datetime | None
    ends: datetime


@dataclass(frozen=True)
class Access:
    """All of it, the newest first."""

    devices: list[Device]
    tokens: list[OpenToken]


def access_of(person: Person, session_key: str | None) -> Access:
    """`session_key` is the session that asks, if it is one of theirs."""
    living = Token.objects.living().filter(person=person).order_by("-created_at", "-pk")
    return Access(
        devices_of(person, session_key),
        [OpenToken(one.pk, one.name, one.created_at, one.last_used_at, one.expires_at) for one in living],
    )
