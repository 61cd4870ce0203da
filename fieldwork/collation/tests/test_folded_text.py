"""What is the same when somebody looks for it."""

import pytest

from fieldwork.collation.folded_text import folded, number_in, query_words


@pytest.mark.parametrize(
    ("text", "flat"),
    [
        ("Überprüfung", "uberprufung"), ("CAFÉ", "cafe"), ("Łódź", "lodz"), ("Straße", "strasse"), ("Ørsted", "orsted"),
        ("Đặng", "dang"), ("Ærø", "aero"), ("ısı İZMİR", "isi izmir"), ("Þór", "thor"), ("ﬁle", "file"),
        ("ŁÓDŹ", "lodz"),
    ],
)  # fmt: skip
def test_accents_case_and_special_letters_do_not_count(text: str, flat: str) -> None:
    """faults.md A7."""
    assert folded(text) == flat


def test_what_is_asked_is_cut_into_words() -> None:
    assert query_words("  ACME\x00 Überprüfung \u0301 ") == ["acme", "uberprufung"]


@pytest.mark.parametrize(
    ("word", "number"),
    [("61", 61), ("#61", 61), ("#", None), ("##1", None), ("٦١", None), ("9" * 16, None), ("x", None)],
)
def test_a_number_is_one_with_its_sign_and_without(word: str, number: int | None) -> None:
    assert number_in(word) == number
