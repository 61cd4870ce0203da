"""An order's records. Only `actions/` write them."""

from fieldwork.orders.models.client_answer import ClientAnswer
from fieldwork.orders.models.confirmation import Confirmation
from fieldwork.orders.models.conversation import Mention, MessageRevision, Reaction
from fieldwork.orders.models.document_version import DocumentVersion, version_of
from fieldwork.orders.models.entry import Entry, EntryFile, ReadReceipt
from fieldwork.orders.models.line import Line
from fieldwork.orders.models.number_sequence import NumberSequence
from fieldwork.orders.models.order import Assignment, Order
from fieldwork.orders.models.release import Release

__all__ = [
    "Assignment",
    "ClientAnswer",
    "Confirmation",
    "DocumentVersion",
    "Entry",
    "EntryFile",
    "Line",
    "Mention",
    "MessageRevision",
    "NumberSequence",
    "Order",
    "Reaction",
    "ReadReceipt",
    "Release",
    "version_of",
]
