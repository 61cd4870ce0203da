"""The few facts of a picture that stay: which side is up, when it was taken, with what."""

import struct
import warnings

from PIL import Image

HEAD = b"Exif\x00\x00"
_EXIF_FACTS = 0x8769
_STAYS = frozenset({0x0112, 0x010F, 0x0110, 0x0132})
"""Orientation, make, model, date."""

_STAYS_INSIDE = frozenset({0x9003, 0x9004, 0x9010, 0x9011, 0x9012})
"""Taken and digitized at, and their offsets from UTC."""

_MAX_VALUE = 64


def remaining_facts(tiff: bytes) -> bytes:
    """A new TIFF block with what stays of this one; empty if nothing does, or if it cannot be read."""
    given, stays = Image.Exif(), Image.Exif()
    try:
        # What is broken in it is nobody's business here: it does not stay.
        with warnings.catch_warnings(action="ignore"):
            given.load(HEAD + tiff.removeprefix(HEAD))
            outside = {tag: given.get(tag) for tag in _STAYS}
            inside = {tag: value for tag, value in given.get_ifd(_EXIF_FACTS).items() if tag in _STAYS_INSIDE}
    except (ValueError, OSError, SyntaxError, KeyError, TypeError, struct.error):
        return b""
    for tag, value in outside.items():
        if _is_plain(value):
            stays[tag] = value
    if plain := {tag: value for tag, value in inside.items() if _is_plain(value)}:
        stays[_EXIF_FACTS] = plain
    return stays.tobytes().removeprefix(HEAD) if stays else b""


def _is_plain(value: object) -> bool:
    return (isinstance(value, int) and 0 < value < 9) or (isinstance(value, str) and 0 < len(value) <= _MAX_VALUE)
