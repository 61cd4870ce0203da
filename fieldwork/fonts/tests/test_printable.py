"""Which letters can be printed."""

from pathlib import Path

import pytest

from fieldwork.fonts.coverage import installed
from fieldwork.fonts.printable import clusters, drawn_form, is_drawn, unprintable
from tests.extra_fonts import FAMILY


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Fix network", ""), ("Łódź 漢字 שלום شركة Ελλάδα", ""), ("ok 👍 ☎️ ♻", ""), ("", ""),
        ("Ana 김민수", "김"), ("สมชาย", "ส"), ("a\u0e31", "\u0e31"), ("देव", "द"), ("line\nღ", "ღ"),
        ("e\u0301 é \u05b0a", ""), ("\u0ba8", "\u0ba8"),
    ],
)  # fmt: skip
def test_the_first_letter_that_no_font_has_is_named(text: str, letter: str, no_other_fonts: None) -> None:
    """faults.md A4."""
    assert unprintable(text) == letter


def test_a_folder_of_fonts_adds_its_letters(more_fonts: Path) -> None:
    """faults.md A4."""
    assert [family.name for family in installed()] == [FAMILY]
    assert unprintable("김민수 สมชาย देवनागरी") == ""
    assert unprintable("한") == "한"
    assert not is_drawn("김", elsewhere=False)


def test_what_is_no_font_adds_nothing(more_fonts: Path) -> None:
    (more_fonts / "broken.ttf").write_bytes(b"no font")
    (more_fonts / "empty.otf").write_bytes(b"")
    (more_fonts / "notes.txt").write_text("fonts")
    installed.cache_clear()
    assert [family.name for family in installed()] == [FAMILY]


def test_a_mark_belongs_to_its_letter() -> None:
    assert list(clusters("a\u0301b", ""))[1:] == ["a\u0301", "b"]
    assert list(clusters("a" + "\u0301" * 9))[1:] == ["a" + "\u0301" * 4]


@pytest.mark.parametrize(
    ("cluster", "drawn"), [("é", "é"), ("\u1e91", "z\u0302"), ("\u1e91\u0307", "z\u0302\u0307"), ("김", "")]
)
def test_a_letter_that_no_font_has_whole_is_drawn_in_parts(cluster: str, drawn: str, no_other_fonts: None) -> None:
    """faults.md A4, a neighbour: NFC makes letters of parts that the fonts have."""
    assert drawn_form(cluster) == drawn
    assert unprintable(cluster) == ("" if drawn else cluster)
