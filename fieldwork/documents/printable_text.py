"""What people typed, made printable: no controls, no glyph that our fonts lack, no word that cannot break."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from fieldwork.fonts.printable import END_OF_ISOLATE, ISOLATE, MARKS, MISSING, clusters, drawn_form, is_drawn
from fieldwork.rest.text_rules import composed

CIRCLE = "\u25cc"
"""Carries a mark that has no letter before it."""

MAX_WORD = 28
"""Characters after which a word is given places to break."""

PIECE = 8
BREAK = "\u200b"
"""Where a long word may break. From layout 4 on the layout takes it out again, so that it is never copied."""

NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
BLANKS_OF_OURS = str.maketrans({"\t": " ", "\u202f": "\u00a0", "\u2009": "\u00a0"})
"""The narrow blanks of dates and sums are hardly to be seen in our font."""

BLANKS = re.compile(r"[ \n]+")
EMOJI_TAIL = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\U000e0020-\U000e007f\U0001f3fb-\U0001f3ff\u20e3]")
LONG_WORD = re.compile(rf"[^\s\u200b\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]{{{MAX_WORD},}}")
PIECES = re.compile(rf"[^/._@&=?,;:-]{{0,{PIECE}}}[/._@&=?,;:-]|.{{1,{PIECE}}}", re.DOTALL)
AFTER_THESE = frozenset("/._@&=?,;:-")

_legacy_mode: ContextVar[bool] = ContextVar("as_before", default=False)
"""Whether texts are cleaned as before layout 4, so that an old document is made again byte for byte."""


@contextmanager
def legacy_cleaning(*, before: bool) -> Iterator[None]:
    """Inside, `clean` does as it did before layout 4."""
    token = _legacy_mode.set(before)
    try:
        yield
    finally:
        _legacy_mode.reset(token)


def clean(text: str, *, allowed: str = "") -> str:
    """`text` as it can be printed: composed (NFC), lines kept, every character drawn by one of our fonts.

    `allowed` are controls that stay: our own, in a sentence whose parts were cleaned before.
    """
    text = composed(NEWLINES.sub("\n", text)).translate(BLANKS_OF_OURS)
    if _legacy_mode.get():
        if not _is_plain(text):
            text = "".join(
                _drawn_in_legacy_layouts(one) for one in clusters(EMOJI_TAIL.sub("", text), allowed, elsewhere=False)
            )
        return LONG_WORD.sub(lambda word: BREAK.join(PIECES.findall(word[0])), text)
    if not _is_plain(text):
        text = "\n".join(_cleaned_line(line, allowed) for line in text.replace(BREAK, "").split("\n"))
    return LONG_WORD.sub(lambda word: _breakable(word[0]), text)


def clean_line(text: str, *, allowed: str = "") -> str:
    """`clean` for what stands on one line: runs of blanks and newlines become one space.

    Blanks that may not break, as in sums of money, stay.
    """
    return BLANKS.sub(" ", clean(text, allowed=allowed)).strip()


def clean_words(text: str) -> str:
    """`clean_line` for what is told and not drawn, as the alternative of a picture: nothing has to break."""
    line = clean_line(text)
    return line if _legacy_mode.get() else line.replace(BREAK, "")


def isolated(text: str, *, right_to_left: bool) -> str:
    """`text` closed in itself where reading directions meet, so that neither it nor what stands beside turns.

    A phone number would else run backwards in an Arabic paragraph, a date after an Arabic name too.
    What people typed cannot close or open anything: `clean` takes their direction controls out.
    """
    if not right_to_left and text.isascii():
        return text
    turns = right_to_left or any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"{ISOLATE}{text}{END_OF_ISOLATE}" if turns and text else text


def all_isolated(value: object, *, right_to_left: bool) -> object:
    """`isolated` for every string in lists and dicts."""
    if isinstance(value, dict):
        return {key: all_isolated(inner, right_to_left=right_to_left) for key, inner in value.items()}
    if isinstance(value, list):
        return [all_isolated(inner, right_to_left=right_to_left) for inner in value]
    return isolated(value, right_to_left=right_to_left) if isinstance(value, str) else value


def _is_plain(text: str) -> bool:
    return text.isascii() and text.replace("\n", "").isprintable()


def _cleaned_line(line: str, allowed: str) -> str:
    """A line alone: a mark at its beginning never meets the end of the line before."""
    return "".join(_drawn(cluster) for cluster in clusters(EMOJI_TAIL.sub("", line), allowed))


def _drawn(cluster: str) -> str:
    """A cluster as it is drawn: a lone mark on a circle, a sign that no font has by its name, a letter as □."""
    letters = cluster.lstrip(" \u00a0")
    if letters and unicodedata.category(letters[0]) in MARKS:
        blanks = cluster[: len(cluster) - len(letters)]
        return blanks + (CIRCLE + letters if is_drawn(CIRCLE + letters) else MISSING)
    if drawn := drawn_form(cluster):
        return drawn
    if not cluster.strip():
        return " " if cluster else ""
    if unicodedata.category(cluster[0])[0] == "S" and (name := unicodedata.name(cluster[0], "")):
        return f"[{name.lower()}]"
    return (cluster[0] if is_drawn(cluster[0]) else "") + MISSING


def _drawn_in_legacy_layouts(cluster: str) -> str:
    if is_drawn(cluster, elsewhere=False):
        return cluster
    if cluster.isspace():
        return " "
    return (cluster[0] if is_drawn(cluster[0], elsewhere=False) else "") + MISSING


def _breakable(word: str) -> str:
    """Places to break behind signs, else after PIECE letters; never between a letter and its marks."""
    pieces: list[str] = []
    piece = ""
    for letter in word:
        full = len(piece) >= PIECE or piece[-1:] in AFTER_THESE
        joined = unicodedata.category(letter) in MARKS or letter in "\u200c\u200d" or piece[-1:] in "\u200c\u200d"
        if piece and full and not joined:
            pieces.append(piece)
            piece = ""
        piece += letter
    return BREAK.join([*pieces, piece])
