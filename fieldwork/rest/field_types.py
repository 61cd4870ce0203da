"""Types of a command's fields: each reads what is sent, and describes itself in the OpenAPI document.

The description says the plain spelling. What people type is taken, too: blanks at the ends, 1 000, a time without
offset.
"""

import re
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    ValidationInfo,
    WrapValidator,
    field_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler

from fieldwork.fonts.printable import unprintable
from fieldwork.measures.invisible_characters import visible
from fieldwork.measures.typed_values import InvalidMeasure, parse_hours, parse_quantity
from fieldwork.rest.command import InputContext, NotChosen, input_error
from fieldwork.rest.error_sentences import cannot_print, error_sentence
from fieldwork.rest.input_types import VISIBLE, CodeIn, DateTimeIn, FileId, HoursIn, QuantityIn, WholeNumber
from fieldwork.rest.text_rules import measured_text

EARLIEST, LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2190, 1, 1, tzinfo=UTC)
MAX_CODE = 50
MAX_LISTED_TEXT = 254
"""Characters of a text in a list: an id, an address."""

MAX_TYPED_NUMBER = 40
"""Characters of a number, a duration or a time."""

PRINTED_ON_DOCUMENTS = "Something that shows, in letters that a font of this installation has"


def text(max_length: int, *, printed: bool = False, description: str | None = None) -> PlainValidator:
    """A text that must not be empty, cleaned; `printed`: every letter of it is in a font of this installation."""
    if printed:
        description = description or PRINTED_ON_DOCUMENTS
    schema = Annotated[str, Field(min_length=1, max_length=max_length, pattern=VISIBLE, description=description)]

    def read(value: object) -> str:
        found = read_text(value, max_length=max_length, printed=printed)
        if not found:
            raise input_error(_("This is required"))
        return found

    return PlainValidator(read, json_schema_input_type=schema)


def optional_text(max_length: int, *, printed: bool = False, description: str | None = None) -> PlainValidator:
    """As `text`, but it may be empty, null or missing."""
    schema = Annotated[str | None, Field(max_length=max_length, description=description)]

    def read(value: object) -> str:
        return read_text(value, max_length=max_length, printed=printed)

    return PlainValidator(read, json_schema_input_type=schema)


def read_text(value: object, *, max_length: int, printed: bool = False) -> str:
    """The cleaned text; "" for nothing. Raises an input error."""
    if value is None or value == "" or isinstance(value, NotChosen):
        return ""
    if not isinstance(value, str):
        raise input_error(_("Expected text"))
    found, length = measured_text(value, max_length=max_length)
    if length > max_length:
        sentence = _("At most %(longest)s characters, this has %(length)s")
        raise input_error(sentence % {"longest": max_length, "length": length})
    if printed and (letter := unprintable(found)):
        raise input_error(cannot_print(letter))
    return found


def listed_text(max_length: int) -> PlainValidator:
    """A text in a list, as it was sent."""
    schema = Annotated[str, Field(min_length=1, max_length=max_length)]

    def read(value: object) -> str:
        return _read_listed(value, max_length)

    return PlainValidator(read, json_schema_input_type=schema)


def _read_listed(value: object, max_length: int) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= max_length:
        raise input_error(_("Expected text"))
    return value


def choice(field: str, find: Callable[[str, ValidationInfo[Any]], object | None], sentence: Promise) -> Any:
    """The validator of `field`: what `find` has for the code that was sent; `sentence` is said where that is nothing.

    Not written as `Annotated[Client, …]`, because django-stubs takes that for a queryset's annotations.
    """

    def read(value: object, info: ValidationInfo[Any]) -> object:
        if isinstance(value, NotChosen):
            raise input_error(sentence)
        code = read_text(value, max_length=MAX_CODE)
        if not code:
            raise input_error(_("This is required"))
        found = find(code, info)
        if found is None:
            raise input_error(sentence)
        return found

    return field_validator(field, mode="plain", json_schema_input_type=CodeIn)(read)


def _read_measure(value: object, info: ValidationInfo[InputContext], parse: Callable[[str, str], int]) -> int:
    typed = read_text(value, max_length=MAX_TYPED_NUMBER)
    if not typed:
        raise input_error(_("This is required"))
    try:
        return parse(typed, info.context.mark)
    except InvalidMeasure as bad:
        raise input_error(error_sentence(bad)) from bad


def _read_quantity(value: object, info: ValidationInfo[InputContext]) -> int:
    return _read_measure(value, info, parse_quantity)


def _read_minutes(value: object, info: ValidationInfo[InputContext]) -> int:
    return _read_measure(value, info, parse_hours)


def _read_moment(value: object, info: ValidationInfo[InputContext]) -> datetime:
    typed = read_text(value, max_length=MAX_TYPED_NUMBER)
    if not typed:
        raise input_error(_("This is required"))
    zone = info.context.zone
    try:
        read = parse_datetime(visible(typed))
        local = read if read is None or read.tzinfo else read.replace(tzinfo=zone)
        moment = local and local.astimezone(UTC)
    except (ValueError, OverflowError):
        read = moment = None
    if read and moment and not read.tzinfo and moment.astimezone(zone).replace(tzinfo=None) != read:
        raise input_error(_("The clock skips this time on that day: enter one before or after it"))
    if moment is None or not EARLIEST <= moment < LATEST:
        raise input_error(_("Enter a date and time"))
    return moment


def _read_whole_number(value: object) -> int | None:
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        # In JSON 2.0 is a whole number, too.
        value = str(value).removesuffix(".0")
    number = visible(value) if isinstance(value, str) else ""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", number):
        raise input_error(_("Enter a whole number"))
    return int(number)


def _read_yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value not in ("yes", "no"):
        raise input_error(_("Choose yes or no"))
    return value == "yes"


def _read_file_id(value: object) -> uuid.UUID:
    listed = _read_listed(value, MAX_LISTED_TEXT)
    try:
        return uuid.UUID(listed)
    except ValueError:
        raise input_error(_("Expected the id of a file")) from None


Quantity = Annotated[int, PlainValidator(_read_quantity, json_schema_input_type=QuantityIn)]
"""Thousandths."""

Minutes = Annotated[int, PlainValidator(_read_minutes, json_schema_input_type=HoursIn)]
"""Whole minutes, typed as hours."""

Moment = Annotated[datetime, PlainValidator(_read_moment, json_schema_input_type=DateTimeIn)]
"""A time in UTC; one without an offset is meant in the context's zone, the first of two where a clock is put back."""

OptionalNumber = Annotated[int | None, PlainValidator(_read_whole_number, json_schema_input_type=WholeNumber)]
"""From 1 on, of at most nine digits."""

YesNo = Annotated[bool, PlainValidator(_read_yes_no, json_schema_input_type=bool | Literal["yes", "no"])]
UploadId = Annotated[uuid.UUID, PlainValidator(_read_file_id, json_schema_input_type=FileId)]


def rows_up_to(max_count: int, *, required: bool = False) -> BeforeValidator:
    """Checks a list before anything in it is read: ten thousand rows are one error. Null is empty, or `required`."""

    def read(value: object) -> list[object]:
        if value is None and required:
            raise input_error(_("This is required"))
        return read_list(value, max_count=max_count)

    return BeforeValidator(read)


def read_list(value: object, *, max_count: int) -> list[object]:
    """The list as it was sent. Raises an input error."""
    if value is None:
        return []
    if not isinstance(value, list):
        raise input_error(_("Expected a list"))
    if len(value) > max_count:
        raise input_error(_("At most %(most)s rows") % {"most": max_count})
    return value


def or_null(schema: dict[str, Any]) -> None:
    """Adds null to the types of a field's schema: `Field(json_schema_extra=or_null)`."""
    schema["type"] = [schema["type"], "null"]


def begun_by(*typed: str) -> WrapValidator:
    """Skips rows in which nothing stands: a form also sends the empty row that it offers. A program's rows all count.

    `typed` are the fields that somebody types into; only a form sends the first of them.
    """

    def read(row: object, handler: ModelWrapValidatorHandler[Any]) -> Any:
        return handler(row) if is_begun(row, typed) else None

    return WrapValidator(read)


def is_begun(row: object, typed: Sequence[str]) -> bool:
    """Whether something stands in the row; see `begun_by`."""
    if not isinstance(row, dict):
        return True
    return typed[0] not in row or any(row.get(name) for name in typed)


def _without_skipped(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row is not None]


WITHOUT_SKIPPED = AfterValidator(_without_skipped)
