"""faults.md A17: what the OpenAPI document allows is read; what a field's type refuses it does not allow."""

import re
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.rest.command import Command, InputContext
from fieldwork.rest.errors import Invalid
from fieldwork.rest.field_types import Minutes, Moment, OptionalNumber, Quantity, text
from fieldwork.rest.input_types import CURSOR, VISIBLE
from fieldwork.rest.pagination import NumberPageQuery, number_cursor


class Everything(Command):
    """One field of each type."""

    quantity: Quantity
    hours: Minutes
    moment: Moment
    text: Annotated[str, text(10)]
    whole: OptionalNumber = None


GOOD = {"quantity": "1", "hours": "1", "moment": "2026-06-02T12:00:00Z", "text": "x"}


def read(field: str, value: object) -> Any:
    """What the field's type makes of `value`."""
    return getattr(Everything.parse({**GOOD, field: value}, InputContext()), field)


def refused(field: str, value: object) -> bool:
    """Whether `value` is refused, at its field alone."""
    with pytest.raises(Invalid) as caught:
        read(field, value)
    return caught.value.errors.keys() == {field}


def pattern(field: str) -> str:
    """What the document says of the field."""
    told = Everything.model_json_schema()["properties"][field]
    found: str = told["pattern"]
    return found


def texts(field: str) -> st.SearchStrategy[str]:
    """Texts that the document allows there."""
    return st.from_regex(pattern(field), fullmatch=True, alphabet=st.characters(codec="ascii"))


@given(text=texts("quantity"))
def test_every_quantity_of_the_document_is_read(text: str) -> None:
    assert read("quantity", text) > 0, text


@given(text=texts("hours"))
def test_all_hours_of_the_document_are_read(text: str) -> None:
    assert read("hours", text) > 0, text


@given(text=texts("moment").filter(lambda text: text[8:10] < "29"))
def test_every_moment_of_the_document_is_read(text: str) -> None:
    # The offset may put the first and the last hours into another year.
    assert text[:4] in {"1990", "2189"} or read("moment", text), text


@given(text=st.from_regex(CURSOR, fullmatch=True))
def test_every_cursor_of_the_document_is_read(text: str) -> None:
    assert number_cursor(NumberPageQuery.model_validate({"after": text}).after) == (int(text) if text else None)


@pytest.mark.parametrize("value", [1, 2.0, "3", 999_999_999, "999999999"])
def test_whole_numbers_are_read_as_json_writes_them(value: object) -> None:
    assert read("whole", value) == int(str(value).removesuffix(".0"))


@pytest.mark.parametrize("value", [0, 2.5, True, -1, 1e300, float("inf"), float("nan"), 10**9, "1.0", "two", [], {}])
def test_what_is_no_whole_number_is_refused(value: object) -> None:
    assert refused("whole", value)


@pytest.mark.parametrize(
    "text", ["", " ", "\t\n", "\x00\x1f\x9f", "\u3164\u2800", "\u115f\ufe0f", "\u0301", "\u200b\u202e"]
)
def test_what_shows_nothing_is_no_text_of_the_document(text: str) -> None:
    assert not re.search(VISIBLE, text)
    assert refused("text", text)


@given(text=st.from_regex(VISIBLE, fullmatch=True, alphabet=st.characters(exclude_categories=["Mn", "Me", "Cs"])))
def test_whatever_shows_is_a_text(text: str) -> None:
    assert read("text", text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("quantity", "0"), ("quantity", "0.0001"), ("quantity", "1,500"), ("quantity", "-1"), ("quantity", "1e3"),
        ("hours", "0:00"), ("hours", "1:75"), ("hours", "0.01"), ("hours", "1.33"), ("hours", "0"),
        ("moment", "soon"), ("moment", "1989-12-31T12:00:00Z"), ("moment", "2026-06-02t12:00:00z"),
        ("moment", "2026-06-02T12:00:60Z"),
    ],
)  # fmt: skip
def test_what_is_refused_is_not_allowed_either(field: str, text: str) -> None:
    assert not re.search(pattern(field), text)
