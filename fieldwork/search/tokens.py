"""Texts and questions as words of the index. No database.

Accents and case do not count. Scripts that put no blanks between words (Chinese, Japanese, Thai, …) are indexed by
pairs of signs, so that any piece of them is found. A word beginning with # is a mark, which nobody can type.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from fieldwork.collation.folded_text import folded

MAX_QUERY_WORDS = 8
MAX_WORD = 64
"""Signs of a word that count."""

_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def order_mark(number: int) -> str:
    """Returns the mark that every indexed text of one order carries."""
    return f"#{number}"


def kind_mark(kind: str) -> str:
    """Returns the mark that every text of a kind carries: "order", "words" or "file"."""
    return f"#{kind}"


def index_tokens(text: str, marks: Iterable[str]) -> str:
    """The words of a text, each once, after its marks."""
    return " ".join([*marks, *dict.fromkeys(_words(text))])


def query_tokens(typed: str) -> list[str]:
    """The beginnings of words that all have to occur; [] where nothing can be found by what was typed."""
    return list(dict.fromkeys(_words(typed, whole=False)))[:MAX_QUERY_WORDS]


def _words(text: str, *, whole: bool = True) -> Iterator[str]:
    for run in _runs(folded(text.replace("\x00", " "))):
        at = 0
        for dense in _DENSE.finditer(run):
            yield from _plain(run[at : dense.start()])
            yield from _pairs(dense.group(), whole=whole)
            at = dense.end()
        yield from _plain(run[at:])


def _runs(text: str) -> list[str]:
    """Splits the text at blanks and punctuation; combining marks stay with their letter."""
    return "".join(sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in text).split()


def _plain(piece: str) -> Iterator[str]:
    if piece:
        yield piece[:MAX_WORD]


def _pairs(piece: str, *, whole: bool) -> Iterator[str]:
    """Yields every two adjacent characters.

    The last one follows alone only if it is the whole piece, or a text is indexed.
    """
    yield from (piece[at : at + 2] for at in range(len(piece) - 1))
    if whole or len(piece) == 1:
        yield piece[-1]
