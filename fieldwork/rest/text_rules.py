"""Texts as they are kept. How long one is, is asked before anything is done that takes longer for a longer one."""

import re
import unicodedata

from fieldwork.measures.invisible_characters import visible

MAX_DECOMPOSED = 4
"""Signs that one letter may be written with, such as "ᾂ"; two stand for a new line. NFC shortens no text by more."""

MAX_MARKS = 30
"""Marks on one letter: so many no language needs (UAX #15, Stream-Safe Text Format)."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DECEPTIVE = re.compile("[\u200b\u2060\ufeff\u180e\u202a-\u202e\u2066-\u2069]")
"""Signs without width that hide in names, and those that turn the direction of what follows: text that reads from the
right needs none of them. What joins letters and emoji stays."""
_EMPTY = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me"})
BLANK_SIGNS = frozenset("\u2800\U0001d159")
"""Braille without dots and the notehead without a head: drawn, but as nothing."""


def clean_text(text: str, *, max_length: int) -> str:
    """The first `max_length` characters of the text as kept: NFC, line feeds only, no control characters, no blanks at
    its ends; "" if nothing shows. What comes far behind them is not even looked at.
    """
    return _cleaned(text.strip()[: max_length * MAX_DECOMPOSED])[:max_length]


def measured_text(text: str, *, max_length: int) -> tuple[str, int]:
    """The whole text as kept, and its length; "" and what was sent of one that cannot be within `max_length`."""
    typed = text.strip()
    if len(typed) > max_length * MAX_DECOMPOSED:
        return "", len(typed)
    cleaned = _cleaned(typed)
    return cleaned, len(cleaned)


def composed(text: str) -> str:
    """NFC, with at most MOST_MARKS marks on one letter.

    Marks are put in order by moving each past the others: a hundred thousand on one letter would take ten seconds.
    """
    return unicodedata.normalize("NFC", text if text.isascii() else _thinned(text))


def _thinned(text: str) -> str:
    signs, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if marks <= MAX_MARKS:
            signs.append(sign)
    return "".join(signs)


def _cleaned(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    cleaned = composed(_DECEPTIVE.sub("", _CONTROL.sub("", lines))).strip()
    return "" if all(_is_empty(sign) for sign in visible(cleaned)) else cleaned


def _is_empty(sign: str) -> bool:
    return sign in BLANK_SIGNS or unicodedata.category(sign) in _EMPTY
