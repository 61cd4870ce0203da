"""How one document writes money, amounts and moments."""

from dataclasses import dataclass

from fieldwork.documents.document_times import DocumentTimes
from fieldwork.documents.printable_text import clean, clean_line, isolated
from fieldwork.documents.snapshot_types import Line
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import format_hours, format_money, format_quantity
from fieldwork.measures.legacy_formats import (
    format_hours_as_before,
    format_money_as_before,
    format_quantity_as_before,
)

MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class DocumentFormatter:
    """Money, amounts and moments of one document as text that our fonts can draw.

    `is_legacy`: numbers look as they did before layout 4, so that an old document is made again byte for byte.
    """

    times: DocumentTimes
    currency: Currency
    language: str
    is_legacy: bool = False

    def money(self, minor: int) -> str:
        """Minor units -> "$176.00"."""
        write = format_money_as_before if self.is_legacy else format_money
        return clean(write(minor, self.currency, self.language))

    def amount(self, line: Line) -> str:
        """Hours of labour, or a quantity with its unit."""
        if "minutes" in line:
            return self.hours(line["minutes"])
        return f"{self.quantity(line['quantity'])} {short_name(line['unit'])}".strip()

    def hours(self, minutes: int) -> str:
        """Minutes -> "1.5"."""
        return (format_hours_as_before if self.is_legacy else format_hours)(minutes, self.language)

    def quantity(self, thousandths: int) -> str:
        """Thousandths -> "2.5"."""
        return (format_quantity_as_before if self.is_legacy else format_quantity)(thousandths, self.language)

    def line_summary(self, line: Line) -> str:
        """A line in few words: "1 pcs Router $129.00"; hours as "1.5 h"."""
        amount = f"{self.amount(line)} h" if "minutes" in line else self.amount(line)
        return f"{amount} {short_name(line['name'])} {self.money(line['subtotal'])}"

    def date_and_time(self, iso: str) -> str:
        """ISO time -> "Jun 2, 2026, 1:40 PM"."""
        return self.times.date_and_time(iso)

    def isolated(self, text: str) -> str:
        """`text` as a part of a sentence, whatever its direction."""
        return isolated(short_name(text), right_to_left=self.times.right_to_left)


def short_name(text: str) -> str:
    """A name on one line of a table, whose row may not split."""
    return clean_line(text if len(text) <= MAX_NAME else f"{text[:MAX_NAME]}…")
