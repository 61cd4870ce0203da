"""The kinds of journal entry: icon, and the sentence that lists and system lines show."""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class EntryKind(models.TextChoices):
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
class EntryType:
    """How a kind is told: `icon`, the one-line `sentence` of lists, `template` its one in the timeline ("": none)."""

    icon: str
    sentence: Promise
    template: str


ENTRY_TYPES: dict[EntryKind, EntryType] = {
    EntryKind.CREATED: EntryType("clipboard-list", _("Order form sent for release"), "created"),
    EntryKind.RELEASED: EntryType("stamp", _("%(name)s released the order"), "released"),
    EntryKind.REJECTED: EntryType("ban", _("Rejected: %(reason)s"), "closed"),
    EntryKind.FIELD_WORKERS: EntryType("user-plus", _("%(name)s changed the field workers"), "field_workers"),
    EntryKind.CONFIRMED: EntryType("clipboard-check", _("Confirmation %(confirmation)s sent"), "confirmed"),
    EntryKind.FAST_CLOSED: EntryType("zap", _("%(name)s confirmed the plan and closed the order"), "confirmed"),
    EntryKind.NOT_PERFORMED: EntryType("ban", _("Not performed: %(reason)s"), "closed"),
    EntryKind.MESSAGE: EntryType("message-square", _("%(name)s: %(text)s"), "message"),
    EntryKind.DOCUMENT: EntryType("file-check", _("%(title)s %(number)s v%(version)s is ready"), "document"),
    EntryKind.MAIL: EntryType("mail", _("Mail to %(to)s"), "mail"),
    EntryKind.LINK: EntryType("link", _("Client link"), "link"),
    EntryKind.ACCEPTED: EntryType("handshake", _("%(client)s accepted the statement"), "accepted"),
    EntryKind.OBJECTED: EntryType("message-square-warning", _("%(client)s objected"), "objected"),
    EntryKind.EDITED: EntryType("pencil", _("%(name)s edited a message"), ""),
    EntryKind.DELETED: EntryType("trash-2", _("%(name)s deleted a message"), ""),
    EntryKind.REACTED: EntryType("smile-plus", _("%(name)s reacted to a message"), ""),
}

CHANGES = frozenset({EntryKind.EDITED, EntryKind.DELETED, EntryKind.REACTED})
"""Kinds that change how an earlier entry looks (`about` names it), have no box of their own and are not news."""

FORMS = frozenset(
    {
        EntryKind.CREATED,
        EntryKind.RELEASED,
        EntryKind.REJECTED,
        EntryKind.CONFIRMED,
        EntryKind.FAST_CLOSED,
        EntryKind.NOT_PERFORMED,
    }
)
"""Kinds that are a submitted form and stay as a card."""


class DocumentType(models.TextChoices):
    """What a document is called (product.md §6)."""

    SERVICE_ORDER = "service_order", _("Service order")
    STATEMENT = "statement", _("Service order statement")
