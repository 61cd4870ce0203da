"""Texts as they are kept: what hides in them or turns what follows is gone, every language stays whole."""

import pytest

from fieldwork.rest.reading import Reader, clean_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2067ad\u200bmin\u2069", "admin"),
        ("\ufeffFix\u2060ed", "Fixed"),
        ("a\r\nb\rc\x00\x1b", "a\nb\nc"),
    ],
)
def test_tricks_are_gone(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize(
    "text", ["👩‍🔧 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☎️", "می‌خواهم", "שלום\u200f!", "नेटवर्क", "Zalgo a\u0337\u0310", "a\u00adb", "1\ufe0f\u20e3"]
)
def test_what_a_language_needs_stays(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize("text", ["\u200b", "\u200d\u200e\u200f", "\u2003 \u00a0", "\u00ad", "\u0301", "\ufe0f"])
def test_what_nobody_can_see_is_nothing(text: str) -> None:
    reader = Reader({"name": text})
    assert reader.text("name", longest=10) == ""
    assert set(reader.errors) == {"name"}
