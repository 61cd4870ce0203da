"""A document read back: its words, what it says of its pictures, and the ink on it that is no text."""

import io

import pikepdf
import pypdfium2 as pdfium
from pypdf import PdfReader

SCALE = 3
DARK = 120
ABOVE = 60
"""Points over a signer's name in which the signature stands; the line below it is left out by LINE."""

LINE, ACROSS = 6, 200


def words_of(pdf: bytes) -> str:
    """All pages' text, blanks folded."""
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages).split())


def alternatives_of(pdf: bytes) -> list[str]:
    """What a screen reader says in place of each picture."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        return [str(item["/Alt"]) for item in found if "/Alt" in item]


def ink_above(pdf: bytes, name: str) -> int:
    """Dark pixels over the last place where the name stands, all text taken away."""
    document = pdfium.PdfDocument(pdf)
    try:
        sheet = document[len(document) - 1]
        text = sheet.get_textpage()
        last = None
        search = text.search(name)
        while place := search.get_next():
            last = place
        assert last, f"{name} does not stand there"
        left, _bottom, _right, top = text.get_charbox(last[0])
        picture = sheet.render(scale=SCALE, grayscale=True).to_pil()
        for place in range(text.count_chars()):
            box = text.get_charbox(place, loose=True)
            picture.paste(255, _pixels(sheet.get_height(), *box))
        area = _pixels(sheet.get_height(), left, top + LINE, left + ACROSS, top + ABOVE)
        return sum(picture.crop(area).histogram()[:DARK])
    finally:
        document.close()


def _pixels(height: float, left: float, bottom: float, right: float, top: float) -> tuple[int, int, int, int]:
    """A box of the page, counted from its foot, as one of the picture, counted from its head."""
    return int(left * SCALE), int((height - top) * SCALE), int(right * SCALE) + 1, int((height - bottom) * SCALE) + 1
