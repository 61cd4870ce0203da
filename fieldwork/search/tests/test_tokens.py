"""Words of the index: no accents, no case, any script; nobody types a mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldwork.search.search_results import excerpt
from fieldwork.search.tokens import MAX_QUERY_WORDS, MAX_WORD, index_tokens, query_tokens


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Diego González", "gonzalez"),
        ("ROUTER Größe", "grosse"),
        ("Patch-cable (Cat.6)", "patch cable cat"),
        ("修理办公室网络", "办公室"),
        ("ネットワーク修理", "ワーク"),
        ("ซ่อมเครือข่าย", "เครือข่าย"),
        ("إصلاح شبكة المكتب", "شبكة"),
        ("תיקון router רשת", "רשת"),
        ("नेटवर्क मरम्मत", "नेटवर्क"),
        ("Łódź naïve ﬁle", "naive file"),
        ("AX3000", "ax3"),
    ],
)
def test_what_was_written_is_found_by_what_people_type(text: str, typed: str) -> None:
    words = index_tokens(text, ["#1"]).split()
    assert query_tokens(typed)
    assert all(any(word.startswith(begin) for word in words) for begin in query_tokens(typed))


@pytest.mark.parametrize("typed", ["", "   ", "#17", '"', "' OR 1=1 --", "* AND NOT (", ":*", "\x00", "́", "🙂"])
def test_signs_that_mean_something_to_a_database_mean_nothing(typed: str) -> None:
    assert all(word.isalnum() for word in query_tokens(typed))


@given(st.text(max_size=200))
def test_a_text_is_found_by_itself_and_marks_cannot_be_typed(text: str) -> None:
    words = index_tokens(text, ["#1", "#words"]).split(" ")
    assert [word for word in words if word.startswith("#")] == ["#1", "#words"]
    assert all(0 < len(word) <= MAX_WORD for word in words)
    begins = query_tokens(text)
    assert len(begins) <= MAX_QUERY_WORDS
    assert all(any(word.startswith(begin) for word in words[2:]) for begin in begins)


def test_an_excerpt_shows_the_first_hit_and_is_the_text() -> None:
    parts = excerpt("x " * 200 + "the Router\nis <b>dead</b> " + "y " * 400, "router")
    shown = "".join(part.text for part in parts)
    assert [part.text for part in parts if part.found] == ["Router"]
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "Router is <b>dead</b>" in shown
