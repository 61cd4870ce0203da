"""What the types of fields take, as the OpenAPI document says it: a text that it allows is one that is read.

The document says the plain spelling. What people type is taken, too: blanks at the ends, 1 000, a time without offset.
"""

from typing import Annotated, Any

from pydantic import Field

from fieldwork.measures.invisible_characters import INVISIBLE
from fieldwork.measures.limits import MAX_MINUTES, MAX_QUANTITY
from fieldwork.rest.text_rules import BLANK_SIGNS

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
VISIBLE = rf"[^\s\u0000-\u001f\u007f-\u009f{INVISIBLE.pattern[1:-1]}{_MARKS}{''.join(sorted(BLANK_SIGNS))}]"
"""Something that shows: blanks, controls and marks alone are no text (`clean_text`). Of the marks it names the blocks
that have nothing else; a script's own marks stand among its letters, and alone they are refused all the same.
"""

_QUANTITY = r"^([1-9][0-9]{0,5}(\.[0-9]{1,3})?|0\.([1-9][0-9]{0,2}|0[1-9][0-9]?|00[1-9]))$"
_HOURS = r"^([1-9][0-9]{0,3}(\.[0-9][05]?)?|0\.(05|[1-9][05]?)|[1-9][0-9]{0,3}:[0-5][0-9]|0:(0[1-9]|[1-5][0-9]))$"
"""A decimal is exact in multiples of 0.05 hours, which are three minutes."""
assert MAX_QUANTITY == 10**6 * 1000
assert MAX_MINUTES == 10**4 * 60

_DAY = r"(199[0-9]|20[0-9]{2}|21[0-8][0-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?"
_OFFSET = r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"

QuantityIn = Annotated[
    str,
    Field(
        pattern=_QUANTITY,
        description="Greater than zero and below a million, up to 3 decimals behind a point; 1,500 is refused",
        examples=["1.5"],
    ),
]
HoursIn = Annotated[
    str,
    Field(
        pattern=_HOURS,
        description="Whole minutes, less than 10,000 hours: a decimal where it is exact, else a clock",
        examples=["1.25", "1:40"],
    ),
]
DateTimeIn = Annotated[
    str,
    Field(
        pattern=f"^{_DAY}T{_TIME}{_OFFSET}$",
        json_schema_extra={"format": "date-time"},
        description="From 1990 to 2189",
        examples=["2026-06-02T12:00:00+02:00"],
    ),
]
CodeIn = Annotated[
    str, Field(min_length=1, max_length=50, pattern="^[-a-zA-Z0-9_]+$", description="What master data offers")
]
FileId = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
WholeNumber = (
    Annotated[int, Field(ge=1, le=999_999_999)] | Annotated[str, Field(pattern=r"^([1-9][0-9]{0,8})?$")] | None
)
"""A number, or what a form sends for one."""
CURSOR = r"^[0-9]{0,15}$"
NumberCursor = Annotated[str, Field(json_schema_extra={"pattern": CURSOR})]
"""`next` of a list that goes by number; refused in our own words, not in pydantic's."""


def non_empty(field: str) -> dict[str, Any]:
    """The schema of an object whose list `field` is not empty."""
    return {"required": [field], "properties": {field: {"type": "array", "minItems": 1}}}
