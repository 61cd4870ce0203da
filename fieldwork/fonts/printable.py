"""Whether the paper can print what somebody types: letter by letter, with the marks that belong to them."""

import unicodedata
from collections.abc import Iterator

from fieldwork.fonts.coverage import bundled, circled, installed

ALLOWED_INVISIBLE = "\n\u200b\u200c\u200d\u200e\u200f\u00ad"
"""Layout engines draw nothing for these, so no font needs them; Persian, Hebrew and Arabic words do."""

ISOLATE = "\u2068"
END_OF_ISOLATE = "\u2069"
"""The text between takes the direction of its first letter."""

ISOLATES = ISOLATE + END_OF_ISOLATE
UNDRAWN = frozenset(ALLOWED_INVISIBLE + ISOLATES)

MISSING = "□"
"""Stands for what no font can draw; a file that must be accessible may hold no empty glyph."""

DROPPED_CATEGORIES = frozenset({"Cc", "Cf"})
MARKS = frozenset({"Mn", "Me", "Mc"})
MAX_MARKS = 4
"""Accents on one letter; Hebrew and Arabic need three."""


def clusters(text: str, allowed: str = "", *, elsewhere: bool = True) -> Iterator[str]:
    """Letters with the marks that belong to them; what is joined to an emoji goes with it.

    `allowed` are controls that stay; others are left out, as are more than MOST_MARKS marks.
    """
    cluster = ""
    marks = 0
    for letter in text:
        category = unicodedata.category(letter)
        if category in DROPPED_CATEGORIES and letter not in ALLOWED_INVISIBLE and letter not in allowed:
            continue
        if cluster and category in MARKS:
            marks += 1
            cluster += letter if marks <= MAX_MARKS else ""
        elif cluster.endswith("\u200d") and not is_drawn(letter, elsewhere=elsewhere):
            continue
        elif cluster and letter == "\u200d":
            cluster += letter
        else:
            yield cluster
            cluster, marks = letter, 0
    yield cluster


def is_drawn(cluster: str, *, elsewhere: bool = True) -> bool:
    """Whether one font draws all of it: a mark of another font than its letter's is not drawn.

    `elsewhere`: from layout 4 on; marks on circles, and fonts that the machine has besides, too.
    """
    visible = [ord(letter) for letter in cluster if letter not in UNDRAWN]
    if any(points.issuperset(visible) for points in bundled()):
        return True
    if not elsewhere:
        return False
    if any(points.issuperset(visible) for points in circled()):
        return True
    return any(family.points.issuperset(visible) for family in installed())


def needs_more(letters: set[str]) -> bool:
    """Whether fonts that this machine has besides are needed for some of `letters`, or might be."""
    points = {ord(letter) for letter in letters - UNDRAWN if not letter.isascii()}
    return bool(points.difference(*bundled(), *circled()))


def drawn_form(cluster: str) -> str:
    """The cluster as a font draws it, as it is or with its letters taken apart; "" where none does.

    ẑ stands in few fonts, z with a circumflex in many.
    """
    if is_drawn(cluster):
        return cluster
    apart = "".join(map(_taken_apart, cluster))
    return apart if apart != cluster and is_drawn(apart) else ""


def _taken_apart(letter: str) -> str:
    parts = unicodedata.decomposition(letter)
    if not parts or parts.startswith("<"):
        return letter
    return "".join(_taken_apart(chr(int(part, 16))) for part in parts.split())


def unprintable(text: str) -> str:
    """The first letter, digit or mark of cleaned text that no font here draws; "" where all can be printed.

    Signs and emoji are no such letters: the paper tells their names.
    """
    if text.isascii():
        return ""
    for line in text.split("\n"):
        for cluster in clusters(line):
            if cluster and not drawn_form(cluster) and unicodedata.category(cluster[0])[0] in "LMN":
                return _first_missing(cluster)
    return ""


def _first_missing(cluster: str) -> str:
    return next((letter for letter in cluster if not drawn_form(letter)), cluster[0])
