"""The kinds of journal entry: icon, and the sentence that lists and system lines show."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What an entry tells."""

    CREATED = "created", _("Created")
    RELEASED = "released", _("Released")
    REJECTED = "rejected", _("Rejected")
    FIELD_WORKERS = "field_workers", _("Field workers")
    CONFIRMED = "confirmed", _("Confirmation")
    FAST_CLOSED = "fast_closed", _("Fast close")
    NOT_PERFORMED = "not_performed", _("Not performed")
    MESSAGE = "message", _("Message")
    DOCUMENT = "document", _("Document")
    MAIL = "mail", _("Mail")
    LINK = "link", _("Client link")
    ACCEPTED = "accepted", _("Accepted by the client")
    OBJECTED = "objected", _("Objection of the client")
    EDITED = "edited", _("Message edited")
    DELETED = "deleted", _("Message deleted")
    REACTED = "reacted", _("Reaction")


@dataclass(frozen=True)
class Look:
    """How a kind is told: `icon`, the one-line `sentence` of lists, `box` its template in the timeline ("": none)."""

    icon: str
    sentence: Promise
    box: str


LOOKS: dict[Kind, Look] = {
    Kind.CREATED: Look("clipboard-list", _("Order form sent for release"), "created"),
    Kind.RELEASED: Look("stamp", _("%(name)s released the order"), "released"),
    Kind.REJECTED: Look("ban", _("Rejected: %(reason)s"), "ended"),
    Kind.FIELD_WORKERS: Look("user-plus", _("%(name)s changed the field workers"), "field_workers"),
    Kind.CONFIRMED: Look("clipboard-check", _("Confirmation %(confirmation)s sent"), "confirmed"),
    Kind.FAST_CLOSED: Look("zap", _("%(name)s confirmed the plan and closed the order"), "confirmed"),
    Kind.NOT_PERFORMED: Look("ban", _("Not performed: %(reason)s"), "ended"),
    Kind.MESSAGE: Look("message-square", _("%(name)s: %(text)s"), "message"),
    Kind.DOCUMENT: Look("file-check", _("%(title)s %(number)s v%(version)s is ready"), "document"),
    Kind.MAIL: Look("mail", _("Mail to %(to)s"), "mail"),
    Kind.LINK: Look("link", _("Client link"), "link"),
    Kind.ACCEPTED: Look("handshake", _("%(client)s accepted the statement"), "accepted"),
    Kind.OBJECTED: Look("message-square-warning", _("%(client)s objected"), "objected"),
    Kind.EDITED: Look("pencil", _("%(name)s edited a message"), ""),
    Kind.DELETED: Look("trash-2", _("%(name)s deleted a message"), ""),
    Kind.REACTED: Look("smile-plus", _("%(name)s reacted to a message"), ""),
}

CHANGES = frozenset({Kind.EDITED, Kind.DELETED, Kind.REACTED})
"""Kinds that change how an earlier entry looks (`about` names it), have no box of their own and are not news."""

FORMS = frozenset({Kind.CREATED, Kind.RELEASED, Kind.REJECTED, Kind.CONFIRMED, Kind.FAST_CLOSED, Kind.NOT_PERFORMED})
"""Kinds that are a submitted form and stay as a card."""


class Title(models.TextChoices):
    """What a document is called (product.md §6)."""

    SERVICE_ORDER = "service_order", _("Service order")
    STATEMENT = "statement", _("Service order statement")
