"""Pages of a finished PDF as pictures, drawn from the very file that is sent out (PDFium)."""

import io
import threading

import pypdfium2
from PIL import Image

POINTS_PER_INCH = 72
COLOURS = 64
"""Enough for ink on paper, a quarter of the bytes."""

_one_at_a_time = threading.Lock()
"""PDFium may not be called from two threads at once, whatever the documents."""


def count_pages(pdf: bytes) -> int:
    """Returns the number of pages of the PDF."""
    with _one_at_a_time:
        opened = pypdfium2.PdfDocument(pdf)
        try:
            return len(opened)
        finally:
            opened.close()


def draw_page(pdf: bytes, page_index: int, *, dots_per_inch: int) -> bytes:
    """Page `page_index` (the first is 1) as PNG. Raises IndexError if there is none."""
    with _one_at_a_time:
        opened = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= page_index <= len(opened):
                raise IndexError(page_index)
            picture = opened[page_index - 1].render(scale=dots_per_inch / POINTS_PER_INCH).to_pil()
        finally:
            opened.close()
    out = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
