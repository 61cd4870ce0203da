"""THE table of what can concern a person: how it is told, and where unless somebody chose otherwise."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Concern(models.TextChoices):
    """Why a notice reaches its person; the earlier one is the stronger one."""

    RELEASE = "release", _("I must release")
    ADDED = "added", _("I was added to an order")
    MENTIONED = "mentioned", _("I was mentioned")
    REPLIED = "replied", _("Somebody replied to me")
    RELEASED = "released", _("My order was released")
    CONFIRMED = "confirmed", _("My order was confirmed")
    CLOSED = "closed", _("My order was closed")
    LATE = "late", _("My order is late")


class Channel(StrEnum):
    """Where a notice is told."""

    CENTRE = "centre"
    PUSH = "push"
    MAIL = "mail"


CHANNEL_NAMES: dict[Channel, Promise] = {
    Channel.CENTRE: _("Here"),
    Channel.PUSH: _("Push"),
    Channel.MAIL: _("E-mail"),
}


@dataclass(frozen=True)
class Look:
    """How a concern is told: its `icon`, its `sentence`, and the `channels` it goes by."""

    icon: str
    sentence: Promise
    channels: frozenset[Channel]


_CENTRE = frozenset({Channel.CENTRE})
_EVERYWHERE = frozenset(Channel)

LOOKS: dict[Concern, Look] = {
    Concern.RELEASE: Look("stamp", _("%(name)s created an order that waits for its release"), _EVERYWHERE),
    Concern.ADDED: Look("user-plus", _("%(name)s added you to the order"), _EVERYWHERE),
    Concern.MENTIONED: Look("message-square", _("%(name)s mentioned you"), _EVERYWHERE),
    Concern.REPLIED: Look("reply", _("%(name)s replied to you"), _EVERYWHERE),
    Concern.RELEASED: Look("stamp", _("%(name)s released your order"), _CENTRE),
    Concern.CONFIRMED: Look("clipboard-check", _("%(name)s sent a confirmation"), _CENTRE),
    Concern.CLOSED: Look("circle-check", _("%(name)s closed the order"), _CENTRE),
    Concern.LATE: Look("clock-alert", _("The order is late"), _EVERYWHERE),
}
