"""Keys that put texts into the order of a language, by plain comparison of their code points.

A key has three parts: the letters, then the accents, then the case. The next part only counts where all before it is
the same (UTS #10). Blanks and signs stand before digits, digits before letters.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from django.utils.translation import get_language

from fieldwork.collation.folded_text import LATIN
from fieldwork.collation.tailorings import EVERYWHERE, TAILORINGS

MAX_KEY = 400

_BETWEEN = "\x01"
_AFTER = "\U0010fffd"
"""Behind a letter it makes one that stands after all words with that letter: no text holds a sign behind it."""
_PLAIN, _CAPITAL = "!", "~"

T = TypeVar("T")
_Letter = tuple[str, str, bool]
"""Its weight, its accents, whether it is a capital."""


def sort_key(text: str, language: str) -> str:
    """Returns what to compare instead of `text`, at most MAX_KEY signs; `language` such as "es" or "pt-br"."""
    letters = list(_letters(" ".join(unicodedata.normalize("NFC", text).split()), language.partition("-")[0]))
    weights = "".join(weight for weight, _accents, _capital in letters)
    accents = "".join(accents + _PLAIN for _weight, accents, _capital in letters).rstrip(_PLAIN)
    case = "".join(_CAPITAL if capital else _PLAIN for _weight, _accents, capital in letters).rstrip(_PLAIN)
    return _BETWEEN.join([weights, accents, case])[:MAX_KEY]


def in_order(rows: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """The rows by name, as the language that is active sorts; rows with one name stay as they stood."""
    language = get_language() or "en"
    return sorted(rows, key=lambda row: sort_key(name(row), language))


def sort_alike(language: str, other: str) -> bool:
    """Whether keys of the two languages are the same."""
    return _alphabet(language.partition("-")[0]) == _alphabet(other.partition("-")[0])


def _letters(text: str, language: str) -> Iterator[_Letter]:
    alphabet, at = _alphabet(language), 0
    longest = max(map(len, alphabet))
    while at < len(text):
        for length in range(longest, 0, -1):
            piece = text[at : at + length]
            if own := alphabet.get(_lower(piece, language)):
                yield (*own, piece[0].isupper())
                break
        else:
            yield from _usual(piece, language)
        at += len(piece)


def _usual(sign: str, language: str) -> Iterator[_Letter]:
    """A sign that the alphabet does not place: its plain letters, with what was on them or in their place."""
    small = _lower(sign, language)
    for part in unicodedata.normalize("NFKD", small):
        if unicodedata.combining(part):
            yield "", part, False
        elif part in LATIN:
            for place, letter in enumerate(LATIN[part]):
                yield letter, "" if place else part, sign.isupper()
        elif unicodedata.category(part)[0] in "PS":
            yield f"{_PLAIN}{part}", "", False
        elif unicodedata.category(part)[0] != "C":
            yield part, "", sign.isupper()


def _lower(piece: str, language: str) -> str:
    if language in ("tr", "az"):
        piece = piece.replace("I", "ı").replace("İ", "i")
    return piece.lower()


@cache
def _alphabet(language: str) -> dict[str, tuple[str, str]]:
    """Weight and accents of each letter that the language places itself."""
    found: dict[str, tuple[str, str]] = {}
    for group in f"{EVERYWHERE}; {TAILORINGS.get(language, '')}".split(";"):
        base, _colon, following = group.strip().partition(":")
        for place, alike in enumerate(following.split()):
            for rank, letter in enumerate(alike.split("=")):
                weight = f"{base}{_AFTER}{chr(ord('0') + place)}" if not alike.startswith("=") else base
                if letter:
                    found[letter] = (weight, letter if rank else "")
    return found
