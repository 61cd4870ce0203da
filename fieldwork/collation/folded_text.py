"""Texts and questions as they are compared when somebody looks for something: accents and case do not count."""

import unicodedata
from collections.abc import Mapping
from functools import cache

MAX_WORDS = 8
MAX_NUMBER = 16

LATIN: Mapping[str, str] = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "ng", "ĸ": "k", "ə": "e", "ɖ": "d",
}  # fmt: skip
"""Latin letters that are none with an accent, so that taking accents away leaves them as they are."""


def folded(text: str) -> str:
    """The text without accents and case: "González" -> "gonzalez", "Łódź" -> "lodz"."""
    return text.lower() if text.isascii() else "".join(map(fold, text))


def query_words(typed: str) -> list[str]:
    """Returns the first MAX_WORDS words of what somebody looks for, folded; all have to occur, in any order."""
    return [word for word in map(folded, typed.replace("\x00", " ").split()[:MAX_WORDS]) if word]


def number_in(word: str) -> int | None:
    """The number of an order that a word names: "61", "#61"."""
    digits = word.removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < MAX_NUMBER else None


@cache
def fold(sign: str) -> str:
    """Folds one character into none, one or several."""
    apart = unicodedata.normalize("NFKD", sign.casefold())
    return "".join(LATIN.get(part, part) for part in apart if not unicodedata.combining(part))
