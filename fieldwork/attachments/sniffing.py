"""What a file really is, found from its content; its name and the browser's word do not count."""

import warnings
from typing import IO

from PIL import Image, UnidentifiedImageError

UNKNOWN = "application/octet-stream"
MAX_PIXELS = 100_000_000
_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}


def content_type_of(content: IO[bytes]) -> str:
    """One of the types a browser may show, else UNKNOWN. Leaves the file at its start."""
    content.seek(0)
    head = content.read(5)
    content.seek(0)
    if head == b"%PDF-":
        return "application/pdf"
    found = _picture_type(content)
    content.seek(0)
    return found


def _picture_type(content: IO[bytes]) -> str:
    try:
        with warnings.catch_warnings(), Image.open(content, formats=tuple(_FORMATS)) as picture:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            if picture.width * picture.height > MAX_PIXELS:
                return UNKNOWN
            kind = _FORMATS[picture.format or ""]
            picture.verify()
            return kind
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        KeyError,
        Warning,
        Image.DecompressionBombError,
    ):
        return UNKNOWN
