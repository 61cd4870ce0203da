"""THE table of what can concern a person: how it is told, and where unless somebody chose otherwise."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class NoticeReason(models.TextChoices):
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
class NoticeType:
    """How a concern is told: its `icon`, its `sentence`, and the `channels` it goes by."""

    icon: str
    sentence: Promise
    channels: frozenset[Channel]


_CENTRE = frozenset({Channel.CENTRE})
_EVERYWHERE = frozenset(Channel)

NOTICE_TYPES: dict[NoticeReason, NoticeType] = {
    NoticeReason.RELEASE: NoticeType("stamp", _("%(name)s created an order that waits for its release"), _EVERYWHERE),
    NoticeReason.ADDED: NoticeType("user-plus", _("%(name)s added you to the order"), _EVERYWHERE),
    NoticeReason.MENTIONED: NoticeType("message-square", _("%(name)s mentioned you"), _EVERYWHERE),
    NoticeReason.REPLIED: NoticeType("reply", _("%(name)s replied to you"), _EVERYWHERE),
    NoticeReason.RELEASED: NoticeType("stamp", _("%(name)s released your order"), _CENTRE),
    NoticeReason.CONFIRMED: NoticeType("clipboard-check", _("%(name)s sent a confirmation"), _CENTRE),
    NoticeReason.CLOSED: NoticeType("circle-check", _("%(name)s closed the order"), _CENTRE),
    NoticeReason.LATE: NoticeType("clock-alert", _("The order is late"), _EVERYWHERE),
}
