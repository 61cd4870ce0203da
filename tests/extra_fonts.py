"""A font that draws two letters of Korean, Thai and Hindi: a real file, made from one of ours."""

from pathlib import Path

from fontTools.ttLib import TTFont

from fieldwork.fonts.coverage import HERE

LETTERS = "".join(dict.fromkeys("김민수สมชาย\u0e31देवनागरी"))
FAMILY = "Test Letters"


def make_font(folder: Path) -> Path:
    """The file in `folder`: each of LETTERS looks like some Latin letter."""
    font = TTFont(HERE / "FieldworkSans-Regular.ttf")
    glyphs = [font.getBestCmap()[point] for point in range(ord("A"), ord("A") + len(LETTERS))]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {ord(letter): glyph for letter, glyph in zip(LETTERS, glyphs, strict=True)}
    for name in font["name"].names:
        if name.nameID in (1, 4, 16):
            name.string = FAMILY
        if name.nameID == 6:
            name.string = FAMILY.replace(" ", "")
    folder.mkdir(exist_ok=True)
    font.save(folder / "letters.ttf")
    return folder / "letters.ttf"
