"""Texts as they are kept: what hides in them or turns what follows is gone, every language stays whole."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Literal

import pytest

import fieldwork
from fieldwork.rest import text_rules
from fieldwork.rest.command import Command
from fieldwork.rest.errors import Invalid
from fieldwork.rest.field_types import Minutes, Moment, OptionalNumber, Quantity, text
from fieldwork.rest.text_rules import MAX_MARKS, clean_text, composed, measured_text


class Naming(Command):
    """A text that must not be empty."""

    name: Annotated[str, text(120)]


class Measuring(Command):
    """Numbers and a time."""

    quantity: Quantity
    hours: Minutes
    seq: OptionalNumber
    at: Moment


def errors_of(command: type[Command], data: object) -> dict[str, str]:
    with pytest.raises(Invalid) as caught:
        command.parse(data)
    return caught.value.errors


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
    assert clean_text(typed, max_length=100) == kept


@pytest.mark.parametrize(
    "text", ["👩‍🔧 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ☎️", "می‌خواهم", "שלום\u200f!", "नेटवर्क", "Zalgo a\u0337\u0310", "a\u00adb", "1\ufe0f\u20e3"]
)
def test_what_a_language_needs_stays(text: str) -> None:
    assert clean_text(text, max_length=100) == text


@pytest.mark.parametrize(
    "text",
    ["\u3164", "\u115f\u1160", "\uffa0 \u2800", "\U000e0020\ufff0", "\u2065\u17b4", "\U0001d159", "\u180e\u061c\n"],
)
def test_letters_and_signs_that_are_drawn_as_nothing_are_nothing_too(text: str) -> None:
    """faults.md A10"""
    assert errors_of(Naming, {"name": text}) == {"name": "This is required"}


@pytest.mark.parametrize("text", ["\u3164가\u3164", "⠓⠊\u2800⠽⠕⠥", "ᄀ\u1160"])
def test_they_stay_beside_what_shows(text: str) -> None:
    """faults.md A10"""
    assert clean_text(text, max_length=100) == text


def test_numbers_and_times_are_read_as_if_what_nobody_sees_were_not_there() -> None:
    """faults.md A10"""
    fields = {
        "quantity": "\u200e1,5\u2069",
        "hours": "1\u200d:30\u00ad",
        "seq": "\ufeff7\u200f",
        "at": "2026-06-01\u200eT12:00",
    }
    read = Measuring.parse(fields)
    assert (read.quantity, read.hours, read.seq, read.at) == (1500, 90, 7, datetime(2026, 6, 1, 12, tzinfo=UTC))
    assert errors_of(Measuring, fields | {"quantity": "\u200e\u3164"}) == {"quantity": "This is required"}


def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How long each text is that is normalised from now on."""
    lengths: list[int] = []

    def normalize(form: Literal["NFC"], text: str) -> str:
        lengths.append(len(text))
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(text_rules, "unicodedata", SimpleNamespace(normalize=normalize, category=unicodedata.category))
    return lengths


def test_the_length_of_a_text_is_asked_before_it_is_normalised(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md A16"""
    lengths = counted(monkeypatch)
    told = errors_of(Naming, {"name": "a" + "\u0323\u0300" * 100_000})
    assert told == {"name": "At most 120 characters, this has 200001"}
    assert measured_text("é" * 500, max_length=120) == ("", 500)
    assert lengths == []
    assert clean_text("é" * 1_000_000, max_length=120) == "é" * 120
    assert lengths == [480]


def test_marks_on_one_letter_are_bounded_before_they_are_put_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """faults.md A16"""
    lengths = counted(monkeypatch)
    for marks in ("\u0323\u0300", "\u0f73", "\u0344", "\u0f81\u0300", "\u05b0\u0fb8"):
        composed("a" + marks * 100_000 + "b")
    assert lengths == [2 + MAX_MARKS] * 5


def test_nobody_else_normalises_a_text() -> None:
    """Hold the guarantee of faults.md A16: one place for texts as they are typed.

    `folded_text` takes a sign at a time, `sort_keys` names that were kept before.
    """
    package = Path(fieldwork.__file__).parent
    sources = (path for path in package.rglob("*.py") if "tests" not in path.parts)
    found = {path.relative_to(package).as_posix() for path in sources if "unicodedata.normalize" in path.read_text()}
    assert found == {"rest/text_rules.py", "collation/folded_text.py", "collation/sort_keys.py"}


def test_every_sign_that_can_be_moved_past_another_counts_as_a_mark() -> None:
    """faults.md A16"""
    for sign in map(chr, range(0x110000)):
        apart = unicodedata.normalize("NFD", sign)
        assert not unicodedata.combining(apart[0]) or unicodedata.category(sign)[0] == "M", hex(ord(sign))


def test_a_text_of_full_length_may_be_typed_apart_and_with_returns() -> None:
    """faults.md A16"""
    apart = unicodedata.normalize("NFD", "ᾂ") * 120
    assert (len(apart), Naming.parse({"name": apart}).name) == (480, "ᾂ" * 120)
    assert Naming.parse({"name": "a" + "\r\n" * 118 + "b"}).name == "a" + "\n" * 118 + "b"
    assert Naming.parse({"name": f"  {' ' * 1000}Cable{' ' * 1000}"}).name == "Cable"


@pytest.mark.parametrize("text", ["\u200b", "\u200d\u200e\u200f", "\u2003 \u00a0", "\u00ad", "\u0301", "\ufe0f"])
def test_what_nobody_can_see_is_nothing(text: str) -> None:
    assert errors_of(Naming, {"name": text}).keys() == {"name"}
