"""A signature as points or as a typed name: checked on the way in, drawn as a vector on the way out."""

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.fonts.printable import unprintable
from fieldwork.measures.invisible_characters import visible

MAX_SIDE = 10_000
"""Pixels."""

MAX_STROKES = 500
MAX_POINTS = 20_000

MAX_MS = 10**13
"""Milliseconds: room for a clock that counts from 1970."""

OUTSIDE = 0.2
"""A pointer may leave the box by this share of its side."""

MIN_LENGTH = 20
"""Pixels of ink below which nobody has signed."""

MIN_POINTS = 3
MAX_TYPED = 100

BIDI_CONTROLS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})

_ON_ONE_LINE = r"[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]"
TYPED_PATTERN = rf"^{_ON_ONE_LINE}*[\p{{L}}\p{{N}}]{_ON_ONE_LINE}*$"
"""What `_typed` takes, as the OpenAPI document says it."""

WRONG_SHAPE = _("A signature is either drawn (width, height, strokes) or typed.")


class BadSignature(ValueError):
    """What was sent is no signature; `message` says why, in the reader's language."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message


class Point(NamedTuple):
    """Pixels from the box's top left, and milliseconds."""

    x: float
    y: float
    ms: float


class Box(NamedTuple):
    """Pixels."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Strokes in a box of `width` × `height` pixels; no stroke is empty."""

    width: float
    height: float
    strokes: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """A name typed instead of drawn, trimmed."""

    text: str


def parse_signature(value: object) -> Drawn | Typed:
    """Reads the API's SIGNATURE, `{"width", "height", "strokes"}` or `{"typed"}`; raises BadSignature."""
    if not isinstance(value, dict):
        raise BadSignature(WRONG_SHAPE)
    keys = set(value)
    if keys == {"typed"}:
        return Typed(_typed(value["typed"]))
    if keys != {"width", "height", "strokes"}:
        raise BadSignature(WRONG_SHAPE)
    width, height = _side(value["width"]), _side(value["height"])
    strokes = _strokes(value["strokes"], width, height)
    _require_strokes(strokes)
    return Drawn(width, height, strokes)


def read_signature(value: object) -> Drawn | Typed:
    """`parse_signature` of what somebody signs with now; raises BadSignature for a name that cannot be printed, too.

    What was signed before is only parsed: it stays, whatever fonts are installed later.
    """
    signature = parse_signature(value)
    if isinstance(signature, Typed) and (letter := unprintable(signature.text)):
        raise BadSignature(
            _("Documents cannot print %(letter)s, and no font for it is installed here: please draw your signature.")
            % {"letter": letter}
        )
    return signature


def to_json(signature: Drawn | Typed) -> dict[str, object]:
    """The API's SIGNATURE again: `parse_signature(to_json(s)) == s`."""
    if isinstance(signature, Typed):
        return {"typed": signature.text}
    strokes = [[list(point) for point in stroke] for stroke in signature.strokes]
    return {"width": signature.width, "height": signature.height, "strokes": strokes}


def svg_path(drawn: Drawn) -> str:
    """The strokes as one smooth SVG path: commands and numbers of one decimal, nothing else."""
    return "".join(_stroke_path(stroke) for stroke in drawn.strokes)


def bounding_box(drawn: Drawn) -> Box:
    """The smallest box that holds every point."""
    xs = [point.x for stroke in drawn.strokes for point in stroke]
    ys = [point.y for stroke in drawn.strokes for point in stroke]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _typed(value: object) -> str:
    if not isinstance(value, str):
        raise BadSignature(WRONG_SHAPE)
    text = value.strip()
    if not any(letter.isalnum() for letter in visible(text)):
        raise BadSignature(_("Please type your name."))
    if len(text) > MAX_TYPED:
        raise BadSignature(_("The typed name is longer than 100 characters."))
    if any(letter in BIDI_CONTROLS or unicodedata.category(letter) in REFUSED_CATEGORIES for letter in text):
        raise BadSignature(_("The typed name has characters that cannot be printed."))
    return text


def _side(value: object) -> float:
    side = _number(value, 1, MAX_SIDE)
    if side is None:
        raise BadSignature(_("The width and height of a signature are numbers from 1 to 10,000."))
    return side


def _strokes(value: object, width: float, height: float) -> tuple[tuple[Point, ...], ...]:
    if not isinstance(value, list | tuple):
        raise BadSignature(_("The strokes of a signature are a list of lists of points."))
    if len(value) > MAX_STROKES:
        raise BadSignature(_("The signature has more than 500 strokes."))
    strokes: list[tuple[Point, ...]] = []
    points_left = MAX_POINTS
    for stroke in value:
        if not isinstance(stroke, list | tuple):
            raise BadSignature(_("The strokes of a signature are a list of lists of points."))
        points_left -= len(stroke)
        if points_left < 0:
            raise BadSignature(_("The signature has more than 20,000 points."))
        if stroke:
            strokes.append(tuple(_point(point, width, height) for point in stroke))
    return tuple(strokes)


def _point(value: object, width: float, height: float) -> Point:
    if not isinstance(value, list | tuple) or len(value) != 3:
        raise BadSignature(_("Each point of a signature is three numbers: x, y, milliseconds."))
    x = _number(value[0], -OUTSIDE * width, (1 + OUTSIDE) * width)
    y = _number(value[1], -OUTSIDE * height, (1 + OUTSIDE) * height)
    ms = _number(value[2], 0, MAX_MS)
    if x is None or y is None or ms is None:
        raise BadSignature(_("A point of the signature is not a number or lies far outside the box."))
    return Point(x, y, ms)


def _number(value: object, minimum: float, maximum: float) -> float | None:
    """`value` if it is a number from `minimum` to `maximum`; NaN is in no range, True is no number.

    -0.0 becomes 0: PostgreSQL keeps no such sign, and the digest of what it keeps must be that of what was signed.
    """
    if isinstance(value, int | float) and not isinstance(value, bool) and minimum <= value <= maximum:
        return value or 0
    return None


def _require_strokes(strokes: tuple[tuple[Point, ...], ...]) -> None:
    if not strokes:
        raise BadSignature(_("Please sign: the box is empty."))
    distinct = {(point.x, point.y) for stroke in strokes for point in stroke}
    length = sum(math.dist(a[:2], b[:2]) for stroke in strokes for a, b in pairwise(stroke))
    if len(distinct) < MIN_POINTS or length < MIN_LENGTH:
        raise BadSignature(_("The signature is too short."))


def _stroke_path(stroke: tuple[Point, ...]) -> str:
    """Straight to the first middle, then one curve per point from middle to middle, straight to the end."""
    first, last = stroke[0], stroke[-1]
    if len(stroke) == 1:
        # A dot: renderers drop a line without length.
        return f"M{_pair(first.x, first.y)}L{_pair(first.x + 0.1, first.y)}"
    middles = [((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in pairwise(stroke)]
    curves = (
        f"Q{_pair(point.x, point.y)} {_pair(*middle)}" for point, middle in zip(stroke[1:-1], middles[1:], strict=True)
    )
    return f"M{_pair(first.x, first.y)}L{_pair(*middles[0])}{''.join(curves)}L{_pair(last.x, last.y)}"


def _pair(*numbers: float) -> str:
    return " ".join(_rounded(numbers))


def _rounded(numbers: Iterable[float]) -> Iterable[str]:
    for number in numbers:
        text = f"{number:.1f}".removesuffix(".0")
        yield "0" if text == "-0" else text
