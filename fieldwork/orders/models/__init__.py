"""An order's records. Only `actions/` write them."""

from fieldwork.orders.models.client_answer import ClientAnswer
from fieldwork.orders.models.confirmation import Confirmation
from fieldwork.orders.models.conversation import Mention, Reaction, Wording
from fieldwork.orders.models.document_version import Version
from fieldwork.orders.models.entry import Entry, EntryFile, ReadMark
from fieldwork.orders.models.line import Line
from fieldwork.orders.models.number_sequence import Series
from fieldwork.orders.models.order import FieldWorker, Order
from fieldwork.orders.models.release import Release

__all__ = [
    "ClientAnswer",
    "Confirmation",
    "Entry",
    "EntryFile",
    "FieldWorker",
    "Line",
    "Mention",
    "Order",
    "Reaction",
    "ReadMark",
    "Release",
    "Series",
    "Version",
    "Wording",
]
