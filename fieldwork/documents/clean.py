"""What people typed, made printable: no controls, no glyph that our fonts lack, no word that cannot break."""

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fieldwork.rest.texts import composed

COVERAGE = Path(__file__).parent / "fonts" / "coverage.json"

MISSING = "□"
"""Stands for what no font can draw; a file that must be accessible may hold no empty glyph."""

LONGEST_WORD = 28
"""Characters after which a word is given places to break."""

PIECE = 8
MOST_MARKS = 4
"""Accents on one letter; Hebrew and Arabic need three."""

KEPT_INVISIBLE = "\n\u200b\u200c\u200d\u200e\u200f\u00ad"
"""Layout engines draw nothing for these, so no font needs them; Persian, Hebrew and Arabic words do."""

ISOLATE = "\u2068"
END_OF_ISOLATE = "\u2069"
"""The text between takes the direction of its first letter."""

ISOLATES = ISOLATE + END_OF_ISOLATE

UNDRAWN = frozenset(KEPT_INVISIBLE + ISOLATES)

NEWLINES = re.compile(r"\r\n?|[\u0085\u2028\u2029\v\f]")
BLANKS_OF_OURS = str.maketrans({"\t": " ", "\u202f": "\u00a0", "\u2009": "\u00a0"})
"""The narrow blanks of dates and sums are hardly to be seen in our font."""

BLANKS = re.compile(r"[ \n]+")
EMOJI_TAIL = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\U000e0020-\U000e007f\U0001f3fb-\U0001f3ff\u20e3]")
LONG_WORD = re.compile(rf"[^\s\u200b\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef]{{{LONGEST_WORD},}}")
PIECES = re.compile(rf"[^/._@&=?,;:-]{{0,{PIECE}}}[/._@&=?,;:-]|.{{1,{PIECE}}}", re.DOTALL)
DROPPED_CATEGORIES = frozenset({"Cc", "Cf"})
MARKS = frozenset({"Mn", "Me", "Mc"})


def clean(text: str, *, keep: str = "") -> str:
    """`text` as it can be printed: composed (NFC), lines kept, every character drawn by one of our fonts.

    `keep` are controls that stay: our own, in a sentence whose parts were cleaned before.
    """
    text = composed(NEWLINES.sub("\n", text)).translate(BLANKS_OF_OURS)
    if not (text.isascii() and text.replace("\n", "").isprintable()):
        text = "".join(map(_drawable, _clusters(EMOJI_TAIL.sub("", text), keep)))
    return LONG_WORD.sub(lambda word: _breakable(word[0]), text)


def clean_line(text: str, *, keep: str = "") -> str:
    """`clean` for what stands on one line: runs of blanks and newlines become one space.

    Blanks that may not break, as in sums of money, stay.
    """
    return BLANKS.sub(" ", clean(text, keep=keep)).strip()


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


@cache
def coverage() -> tuple[frozenset[int], ...]:
    """The code points of each font family."""
    families: dict[str, list[tuple[int, int]]] = json.loads(COVERAGE.read_text())
    return tuple(
        frozenset(point for first, last in ranges for point in range(first, last + 1)) for ranges in families.values()
    )


def _clusters(text: str, keep: str) -> Iterator[str]:
    """Letters with the marks that belong to them; what is joined to an emoji goes with it."""
    cluster = ""
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        if category in DROPPED_CATEGORIES and letter not in KEPT_INVISIBLE and letter not in keep:
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
    visible = [ord(letter) for letter in cluster if letter not in UNDRAWN]
    if any(family.issuperset(visible) for family in coverage()):
        return cluster
    if cluster.isspace():
        return " "
    return (cluster[0] if _covered(cluster[0]) else "") + MISSING


def _covered(letter: str) -> bool:
    return any(ord(letter) in family for family in coverage())


def _breakable(word: str) -> str:
    return "\u200b".join(PIECES.findall(word))
