"""Text made printable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.documents.printable_text import clean, clean_line, isolated, legacy_cleaning
from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import order
from fieldwork.fonts.coverage import bundled, circled, installed
from fieldwork.fonts.printable import MARKS, UNDRAWN


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Fix network", "Fix network"), ("a\x00b\x1b[31mc", "ab[31mc"), ("a\u202eb\u2066c\u2069", "abc"),
        ("e\u0301", "é"), ("👍🏽", "[thumbs up sign]"), ("👩‍🔧", "[woman]"), ("한국", "□□"), ("a\u0e31", "a□"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"), ("\ud800", "□"), ("\uece0", "□"),
        ("\u05b0a", "◌\u05b0a"), ("שלום\n\u05b0a", "שלום\n◌\u05b0a"), (" \u0301x", " ◌\u0301x"), ("\u0e31", "□"),
        ("می‌خواهم", "می‌خواهم"), ("", ""),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_what_is_printed(typed: str, printed: str, no_other_fonts: None) -> None:
    """faults.md A5: a line is cleaned alone, and a mark without a letter stands on a circle."""
    assert clean(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"), [("👍🏽", "□"), ("☎️", "□"), ("שלום\n\u05b0a", "שלום\n\u05b0a"), ("a\u200bb", "a\u200bb")]
)
def test_what_older_layouts_printed_stays(typed: str, printed: str) -> None:
    with legacy_cleaning(before=True):
        assert clean(typed) == printed


def test_one_line_has_no_breaks_but_keeps_blanks_that_may_not_break() -> None:
    assert clean_line(" a \n\t b\u00a0c ") == "a b\u00a0c"


@pytest.mark.parametrize("word", ["e\u0323" * 40, "کیبورد" * 8, "प्रतिष्ठान" * 8, "x\u200dy" * 30])
def test_a_word_never_breaks_between_a_letter_and_its_marks(word: str) -> None:
    """faults.md A6, A4: Thai and Hindi words have no blanks."""
    pieces = clean(word).split("\u200b")
    assert len(pieces) > 1
    for piece in pieces[1:]:
        assert unicodedata.category(piece[0]) not in MARKS
        assert piece[0] not in "\u200c\u200d"


def test_only_words_of_28_characters_are_given_places_to_break() -> None:
    assert clean("x" * 27) == "x" * 27
    assert clean("x" * 28).count("\u200b") == 3
    assert clean("https://example.com/a/b?c=1&d=22") == (
        "https:\u200b/\u200b/\u200bexample.\u200bcom/\u200ba/\u200bb?\u200bc=\u200b1&\u200bd=\u200b22"
    )
    assert "\u200b" not in clean("汉" * 40)


def test_where_directions_meet_a_text_is_closed_in_itself() -> None:
    assert isolated("+34 910", right_to_left=False) == "+34 910"
    assert isolated("+34 910", right_to_left=True) == "\u2068+34 910\u2069"
    assert isolated("شركة", right_to_left=False) == "\u2068شركة\u2069"
    assert isolated("", right_to_left=True) == ""


@given(st.text())
def test_no_text_keeps_a_character_that_no_font_draws(text: str) -> None:
    families = [*bundled(), *circled(), *(family.points for family in installed())]
    printable = frozenset[int]().union(*families) | {ord(letter) for letter in UNDRAWN}
    assert {ord(letter) for letter in clean(text)} <= printable


@pytest.mark.slow
def test_the_fonts_draw_every_character_that_their_coverage_names() -> None:
    everything = sorted(frozenset[int]().union(*bundled()))
    for start in range(0, len(everything), 1900):
        letters = (
            " ".join(map(chr, everything[start : start + 950])),
            " ".join(map(chr, everything[start + 950 : start + 1900])),
        )
        content = order(description=letters[0], reason=letters[1])
        assert render_pdf(content).startswith(b"%PDF")


@given(st.text(max_size=80))
def test_no_text_stops_the_press(text: str) -> None:
    content = order(name=text, description=text)
    content["client"] = dict.fromkeys(content["client"], text) | {"name": text or "x"}
    assert render_pdf(content).startswith(b"%PDF")
