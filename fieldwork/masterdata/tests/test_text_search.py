"""Folding and marking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.collation.folded_text import folded
from fieldwork.masterdata.text_search import Highlight, highlight


@pytest.mark.parametrize(
    ("text", "flat"), [("González", "gonzalez"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("Ёлка", "елка")]
)
def test_folding_takes_case_and_accents_away(text: str, flat: str) -> None:
    assert folded(text) == flat


def test_a_match_is_marked_in_the_text_as_it_was_written() -> None:
    assert highlight("Diego González", "GONZ die") == [
        Highlight("Die", found=True), Highlight("go ", found=False),
        Highlight("Gonz", found=True), Highlight("ález", found=False),
    ]  # fmt: skip


def test_a_letter_that_folds_into_two_is_marked_whole() -> None:
    assert highlight("Straße 5", "ss") == [
        Highlight("Stra", found=False), Highlight("ß", found=True), Highlight("e 5", found=False),
    ]  # fmt: skip


@given(st.text(max_size=60), st.text(max_size=20))
def test_the_marked_parts_are_the_text(text: str, typed: str) -> None:
    assert "".join(part.text for part in highlight(text, typed)) == text


@given(st.text(st.characters(exclude_characters="\x00"), min_size=1, max_size=30))
def test_a_text_is_found_by_itself(text: str) -> None:
    words = [word for word in text.split() if folded(word)]
    if words:
        assert any(part.found for part in highlight(text, words[0]))
