"""A command is read from what a form and a program send: all errors at once, each at its field."""

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override
from pydantic import ValidationError, ValidationInfo

from fieldwork.rest.command import Command, InputContext, InputModel, input_error
from fieldwork.rest.errors import Invalid
from fieldwork.rest.field_types import (
    WITHOUT_SKIPPED,
    Quantity,
    YesNo,
    begun_by,
    choice,
    optional_text,
    rows_up_to,
    text,
)

NOT_OFFERED: Promise = gettext_lazy("Choose an item from the list")


def _find(code: str, _info: ValidationInfo[Any]) -> str | None:
    return code.upper() if code == "cable" else None


class Row(InputModel):
    """A row with a combobox."""

    item: str
    quantity: Quantity

    _find_item = choice("item", _find, NOT_OFFERED)


class Order(Command):
    """A form with a text, rows, and a rule between two fields."""

    name: Annotated[str, text(5)]
    note: Annotated[str, optional_text(5)] = ""
    rows: Annotated[
        list[Annotated[Row, begun_by("item_text", "item", "quantity")]],
        rows_up_to(3),
        WITHOUT_SKIPPED,
    ] = []
    last: YesNo

    @classmethod
    def errors_between_fields(cls, data: Mapping[str, object], /) -> dict[str, str]:
        """Without a note it cannot be the last."""
        return {"note": "Say why"} if data.get("last") == "yes" and not data.get("note") else {}


ROW = {"item": "cable", "quantity": "1.5"}
GOOD = {"name": "Fix", "rows": [ROW], "last": "no"}


def errors_of(data: object, context: InputContext | None = None) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        Order.parse(data, context)
    return caught.value.errors


def test_what_is_right_is_read_and_stays() -> None:
    order = Order.parse(GOOD)
    assert (order.name, order.note, order.last) == ("Fix", "", False)
    assert [(row.item, row.quantity) for row in order.rows] == [("CABLE", 1500)]
    with pytest.raises(ValidationError, match="frozen"):
        order.name = "Other"


def test_every_error_comes_at_once_and_at_its_field() -> None:
    wrong = {"name": "too long", "rows": [ROW, {"item": "", "quantity": "x"}], "last": "yes"}
    assert errors_of(wrong) == {
        "name": "At most 5 characters, this has 8",
        "note": "Say why",
        "rows.1.item": "This is required",
        "rows.1.quantity": "Enter a number",
    }
    assert errors_of({}) == {"name": "This is required", "last": "Choose yes or no"}


def test_a_row_keeps_its_place_when_one_before_it_is_empty() -> None:
    """A form also sends the empty row that it offers; a program's rows all count."""
    empty = {"item_text": "", "item": "", "quantity": ""}
    assert len(Order.parse(GOOD | {"rows": [empty, ROW, empty]}).rows) == 1
    assert errors_of(GOOD | {"rows": [empty, ROW | {"quantity": "0"}]}).keys() == {"rows.1.quantity"}
    assert errors_of(GOOD | {"rows": [{"item": "", "quantity": ""}]}).keys() == {"rows.0.item", "rows.0.quantity"}


def test_what_was_typed_and_not_chosen_is_told_from_nothing() -> None:
    assert errors_of(GOOD | {"rows": [ROW | {"item": "", "item_text": "cab"}]}) == {"rows.0.item": str(NOT_OFFERED)}
    assert errors_of(GOOD | {"rows": [ROW | {"item": "", "item_text": ""}]}) == {"rows.0.item": "This is required"}
    assert errors_of(GOOD | {"rows": [ROW | {"item": "hammer"}]}) == {"rows.0.item": str(NOT_OFFERED)}
    # Only a combobox has a text beside it.
    assert errors_of(GOOD | {"name": "", "name_text": "Fix"}) == {"name": "This is required"}


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (None, {"": "Expected an object with fields"}),
        ([], {"": "Expected an object with fields"}),
        ("x", {"": "Expected an object with fields"}),
        (GOOD | {"rows": "all"}, {"rows": "Expected a list"}),
        (GOOD | {"rows": {"0": ROW}}, {"rows": "Expected a list"}),
        (GOOD | {"rows": [7, None, ROW]}, dict.fromkeys(["rows.0", "rows.1"], "Expected an object with fields")),
        (GOOD | {"rows": [ROW] * 4}, {"rows": "At most 3 rows"}),
        (GOOD | {"rows": [7] * 10_000}, {"rows": "At most 3 rows"}),
        (GOOD | {"name": ["Fix"], "note": 5}, dict.fromkeys(["name", "note"], "Expected text")),
    ],
)
def test_the_wrong_shape_is_said_in_words_of_ours(data: object, errors: dict[str, str]) -> None:
    assert errors_of(data) == errors


def test_null_is_nothing_where_something_may_be_missing() -> None:
    order = Order.parse(GOOD | {"rows": None, "note": None})
    assert (order.rows, order.note) == ([], "")


def test_sentences_are_in_the_language_that_is_active() -> None:
    with override("es"):
        assert errors_of({"rows": [], "last": "no"})["name"] == "Es obligatorio"


def test_a_comma_is_a_decimal_mark_where_the_context_says_so() -> None:
    row = GOOD | {"rows": [ROW | {"quantity": "1,5"}]}
    assert Order.parse(row, InputContext(mark=",")).rows[0].quantity == 1500


def test_a_sentence_with_braces_is_shown_as_it_is() -> None:
    """Pydantic fills braces in its own messages."""
    assert input_error("{sentence} of {x}").message() == "{sentence} of {x}"
