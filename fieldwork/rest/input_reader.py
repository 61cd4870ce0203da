"""Reads typed values out of what a form or a program sent; collects every error instead of stopping at the first."""

import re
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from typing import TypeVar

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.fonts.printable import unprintable
from fieldwork.measures.invisible_characters import visible
from fieldwork.measures.typed_values import InvalidMeasure, MeasureError, parse_hours, parse_quantity
from fieldwork.rest.errors import Invalid
from fieldwork.rest.text_rules import measured_text

MEASURE_ERRORS: dict[MeasureError, Promise] = {
    MeasureError.NOT_A_NUMBER: gettext_lazy("Enter a number"),
    MeasureError.TOO_PRECISE: gettext_lazy("Too many decimals"),
    MeasureError.NOT_POSITIVE: gettext_lazy("Must be greater than zero"),
    MeasureError.TOO_LARGE: gettext_lazy("This number is too large"),
    MeasureError.MINUTES_PAST_59: gettext_lazy("Minutes go up to 59"),
    MeasureError.NOT_WHOLE_MINUTES: gettext_lazy("Use whole minutes, such as 1:20"),
    MeasureError.TWO_READINGS: gettext_lazy("Do you mean %(whole)s or %(decimal)s?"),
}
_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)
T = TypeVar("T")


def error_sentence(bad: InvalidMeasure) -> str:
    """What is wrong with a number, in the language that is active."""
    whole, decimal = bad.readings
    return str(MEASURE_ERRORS[bad.error]) % {"whole": whole, "decimal": decimal}


def cannot_print(letter: str) -> str:
    """That no font of this installation draws `letter`, in the language that is active."""
    values = {"letter": f"\u25cc{letter}" if unicodedata.combining(letter) else letter,
            "name": unicodedata.name(letter, f"U+{ord(letter):04X}")}  # fmt: skip
    return _("Documents cannot print %(letter)s (%(name)s): no font for it is installed here") % values


class InputReader:
    """One object of input: `data` as sent, `path` its place in the whole ("products.0."), `errors` shared by all.

    `mark` stands before the decimals of numbers: "." for a program, the language's own for a person.
    """

    def __init__(self, data: object, path: str = "", errors: dict[str, str] | None = None, *, mark: str = ".") -> None:
        self.errors: dict[str, str] = {} if errors is None else errors
        self.path = path
        self.mark = mark
        self.data: Mapping[str, object] = data if isinstance(data, Mapping) else {}
        if not isinstance(data, Mapping):
            self.add_error("", _("Expected an object with fields"))

    def add_error(self, field: str, message: str | Promise) -> None:
        """Note what is wrong with `field`; the first error of a field stays."""
        self.errors.setdefault((self.path + field).rstrip("."), str(message))

    def raise_errors(self) -> None:
        """Raises Invalid if anything was wrong."""
        if self.errors:
            raise Invalid(self.errors)

    def text(self, field: str, *, max_length: int, required: bool = True, printed: bool = False) -> str:
        """Cleaned text of at most `max_length` characters; "" where it is missing or wrong.

        `printed`: it stands on paper, so a letter that no font here draws is an error.
        """
        value = self.data.get(field)
        if value is None or value == "":
            if required:
                self.add_error(field, _("This is required"))
            return ""
        if not isinstance(value, str):
            self.add_error(field, _("Expected text"))
            return ""
        text, length = measured_text(value, max_length=max_length)
        if required and not length:
            self.add_error(field, _("This is required"))
        if length > max_length:
            self.add_error(
                field,
                _("At most %(longest)s characters, this has %(length)s") % {"longest": max_length, "length": length},
            )
        elif printed and (letter := unprintable(text)):
            self.add_error(field, cannot_print(letter))
        return text

    def quantity(self, field: str) -> int:
        """Thousandths; 0 where it is wrong."""
        return self._measure(field, parse_quantity)

    def minutes(self, field: str) -> int:
        """Whole minutes; 0 where it is wrong."""
        return self._measure(field, parse_hours)

    def _measure(self, field: str, parse: Callable[[str, str], int]) -> int:
        text = self.text(field, max_length=40)
        if not text:
            return 0
        try:
            return parse(text, self.mark)
        except InvalidMeasure as bad:
            self.add_error(field, error_sentence(bad))
            return 0

    def whole(self, field: str) -> int | None:
        """A whole number from 1 on, of at most nine digits; None where nothing was sent."""
        value = self.data.get(field)
        if value is None or value == "":
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            # In JSON 2.0 is a whole number, too.
            value = str(value).removesuffix(".0")
        number = visible(value) if isinstance(value, str) else ""
        if not re.fullmatch(r"[1-9][0-9]{0,8}", number):
            self.add_error(field, _("Enter a whole number"))
            return None
        return int(number)

    def date_and_time(self, field: str, zone: tzinfo) -> datetime | None:
        """A time in UTC; one without an offset is meant in `zone`, the first of two where a clock is put back."""
        text = self.text(field, max_length=40)
        if not text:
            return None
        try:
            typed = parse_datetime(visible(text))
            local = typed if typed is None or typed.tzinfo else typed.replace(tzinfo=zone)
            moment = local and local.astimezone(UTC)
        except (ValueError, OverflowError):
            typed = moment = None
        if typed and moment and not typed.tzinfo and moment.astimezone(zone).replace(tzinfo=None) != typed:
            self.add_error(field, _("The clock skips this time on that day: enter one before or after it"))
            return None
        if moment is None or not _EARLIEST <= moment < _LATEST:
            self.add_error(field, _("Enter a date and time"))
            return None
        return moment

    def yes_no(self, field: str) -> bool | None:
        """True or False; None (and an error) where nothing was chosen."""
        value = self.data.get(field)
        if isinstance(value, bool):
            return value
        if value in ("yes", "no"):
            return value == "yes"
        self.add_error(field, _("Choose yes or no"))
        return None

    def identity(self, field: str) -> uuid.UUID | None:
        """A UUID; None (and an error) where it is none."""
        value = self.data.get(field)
        if isinstance(value, uuid.UUID):
            return value
        try:
            return uuid.UUID(str(value))
        except ValueError:
            self.add_error(field, _("Expected a UUID"))
            return None

    def rows(self, field: str, *, max_count: int) -> list["InputReader"]:
        """A reader for each object of a list of at most `max_count`; a missing list is empty."""
        return [
            InputReader(row, f"{self.path}{field}.{place}.", self.errors, mark=self.mark)
            for place, row in self._list(field, max_count)
        ]

    def texts(self, field: str, *, max_count: int) -> list[str]:
        """A list of at most `max_count` short texts."""
        found = []
        for place, value in self._list(field, max_count):
            if isinstance(value, str) and 0 < len(value) <= 254:
                found.append(value)
            else:
                self.add_error(f"{field}.{place}", _("Expected text"))
        return found

    def _list(self, field: str, max_count: int) -> list[tuple[int, object]]:
        value = self.data.get(field)
        if value is None:
            return []
        if not isinstance(value, list):
            self.add_error(field, _("Expected a list"))
            return []
        if len(value) > max_count:
            self.add_error(field, _("At most %(most)s rows") % {"most": max_count})
            return []
        return list(enumerate(value))
