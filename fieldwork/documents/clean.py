"""What people typed, made printable: no controls, no glyph that our fonts lack, no word that cannot break."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

COVERAGE = Path(__file__).parent / "fonts" / "coverage.json"

MISSING = "□"
"""Stands for what no font can draw; a file that must be accessible may hold no empty glyph."""

LONGEST_WORD = 28
"""Characters after which a word is given places to break."""

PIECE = 8
MOST_MARKS = 4
"""Accents on one letter; Hebrew and Arabic need three."""

KEPT_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u00ad"
"""Layout engines draw nothing for these, so no font needs them; Persian, Hebrew and Arabic words do."""

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"

NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
EMOJI_TAIL = re.compile(
    "[\ufe00-\ufe0f\U000e0100-\U000e01ef\U000e0020-\U000e007f\U0001f3fb-\U0001f3ff\u20e3]"
)
LONG_WORD = re.compile(rf"[^\s\u200b\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]{{{LONGEST_WORD},}}")
PIECES = re.compile(rf"[^/._@&=?,;:-]{{0,{PIECE}}}[/._@&=?,;:-]|.{{1,{PIECE}}}", re.DOTALL)
DROPPED_CATEGORIES = frozenset({"Cc", "Cf"})
MARKS = frozenset({"Mn", "Me", "Mc"})


def clean(text: str) -> str:
    """`text` as it can be printed: composed (NFC), lines kept, every character drawn by one of our fonts."""
    text = unicodedata.normalize("NFC", NEWLINES.sub("\n", text)).replace("\t", " ")
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        text = "".join(map(_drawable, _clusters(EMOJI_TAIL.sub("", text))))
    return LONG_WORD.sub(lambda word: _breakable(word[0]), text)


def clean_line(text: str) -> str:
    """`clean` for what stands on one line: runs of blanks and newlines become one space."""
    return " ".join(clean(text).split())


def directed(value: object, *, right_to_left: bool) -> object:
    """`value`, strings in lists and dicts, with those that run against the paper's direction marked to run so.

    A phone number or "28014 Madrid" would else turn around in an Arabic paragraph. Invisible marks at both
    ends do it; what a user typed cannot bring its own, `clean` takes overrides and isolates out.
    """
    if isinstance(value, dict):
        return {key: directed(inner, right_to_left=right_to_left) for key, inner in value.items()}
    if isinstance(value, list):
        return [directed(inner, right_to_left=right_to_left) for inner in value]
    if not isinstance(value, str) or not value or _runs_right_to_left(value) == right_to_left:
        return value
    mark = LEFT_TO_RIGHT_MARK if right_to_left else RIGHT_TO_LEFT_MARK
    return f"{mark}{value}{mark}"


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """The code points of each font family."""
    families: dict[str, list[tuple[int, int]]] = json.loads(COVERAGE.read_text())
    return tuple(
        frozenset(point for first, last in ranges for point in range(first, last + 1))
        for ranges in families.values()
    )


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them; what is joined to an emoji goes with it."""
    cluster = ""
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        if category in DROPPED_CATEGORIES and letter != "\n" and letter not in KEPT_INVISIBLE:
            continue
        if cluster and category in MARKS:
            marks += 1
            cluster += letter if marks <= MOST_MARKS else ""
        elif cluster.endswith("\u200d") and not _covered(letter):
            continue
        elif cluster and letter == "\u200d":
            cluster += letter
        else:
            yield cluster
            cluster, marks = letter, 0
    yield cluster


def _drawable(cluster: str) -> str:
    """A cluster is drawn from one font: a mark of another font than its letter's is told as missing too."""
    visible = [ord(letter) for letter in cluster if letter not in KEPT_INVISIBLE and letter != "\n"]
    if any(family.issuperset(visible) for family in coverage()):
        return cluster
    if cluster.isspace():
        return " "
    return (cluster[0] if _covered(cluster[0]) else "") + MISSING


def _covered(letter: str) -> bool:
    return any(ord(letter) in family for family in coverage())


def _runs_right_to_left(text: str) -> bool:
    """As its first letter with a direction does; figures alone run left to right."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((direction for direction in directions if direction in ("L", "R", "AL")), "L") != "L"


def _breakable(word: str) -> str:
    return "\u200b".join(PIECES.findall(word))
