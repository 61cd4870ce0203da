"""Logo, signature, QR code and photos as SVG, the one form in which the paper takes pictures."""

import io
import re
from base64 import b64encode

import segno
from PIL import Image

from fieldwork.signatures.signature import Drawn, bounding_box, svg_path

STROKE_COLOUR = "#12252A"

SIGNATURE_WIDTH = 190.0
SIGNATURE_HEIGHT = 46.0
"""Points: the room for ink on paper."""

MAX_SCALE = 0.6
"""Points per pixel: a small signature stays small."""

PEN = 1.15
"""Points: the pen is equally thick however large the pad was."""

LOGO_WIDTH = 200.0
LOGO_HEIGHT = 40.0
"""Points."""

KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))


def signature_svg(drawn: Drawn) -> dict[str, object]:
    """The ink alone, cut to its edges: SVG text with its width and height in points."""
    box = bounding_box(drawn)
    wide, high = max(box.right - box.left, 1), max(box.bottom - box.top, 1)
    scale = min(SIGNATURE_WIDTH / wide, SIGNATURE_HEIGHT / high, MAX_SCALE)
    pen = PEN / scale
    view = (box.left - pen, box.top - pen, wide + 2 * pen, high + 2 * pen)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(f"{side:.2f}" for side in view)}">'
        f'<path d="{svg_path(drawn)}" fill="none" stroke="{STROKE_COLOUR}" stroke-width="{pen:.2f}"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
    return {"svg": svg, "width": round(view[2] * scale, 2), "height": round(view[3] * scale, 2)}


def qr_svg(text: str) -> str:
    """A QR code as SVG, dark squares on nothing; the room around it is the layout's."""
    # One mask for all: to try the eight of them takes six times as long, and any of them is read.
    rows = [bytes(row) for row in segno.make_qr(text, error="m", mask=0).matrix]
    path = "".join(
        f"M{found.start()} {y}h{found.end() - found.start()}v1H{found.start()}z"
        for y, row in enumerate(rows)
        for found in re.finditer(b"\x01+", row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(rows)} {len(rows)}" shape-rendering="crispEdges">'
        f'<path d="{path}" fill="{STROKE_COLOUR}"/></svg>'
    )


def photo_svg(jpeg: bytes) -> dict[str, object]:
    """A picture of the appendix as SVG, and whether it is `tall`: `jpeg` is upright and small already."""
    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        width, height = picture.size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{b64encode(jpeg).decode()}"/></svg>'
    )
    return {"svg": svg, "tall": height > 1.3 * width}


def logo_svg(logo: bytes | None, *, right_to_left: bool) -> str | None:
    """The logo as SVG, fitted into its room; None if there is none or it is no PNG, JPEG, GIF or WebP.

    A picture that a browser could not read either is left out: a document never fails for its logo.
    An SVG is refused: it could ask for files and fonts of its own.
    """
    kind = _kind(logo) if logo else None
    if logo is None or kind is None:
        return None
    edge = "xMaxYMid" if right_to_left else "xMinYMid"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LOGO_WIDTH:g} {LOGO_HEIGHT:g}">'
        f'<image width="{LOGO_WIDTH:g}" height="{LOGO_HEIGHT:g}" preserveAspectRatio="{edge} meet"'
        f' href="data:image/{kind};base64,{b64encode(logo).decode()}"/></svg>'
    )


def _kind(logo: bytes) -> str | None:
    if logo[:4] == b"RIFF" and logo[8:12] == b"WEBP":
        return "webp"
    return next((kind for start, kind in KINDS if logo.startswith(start)), None)
