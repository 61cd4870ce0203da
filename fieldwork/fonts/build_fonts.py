"""Makes the fonts of the paper and `coverage.json` from IBM's packages; see README.md beside this file.

Run by hand when a font changes, never by the program: it needs fontTools and brotli, the program does not.
"""

import json
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped, import-not-found, unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, import-not-found, unused-ignore]

HERE = Path(__file__).parent

FILES = "fonts/complete/woff2"
SANS, ARABIC, HEBREW, HAN = "Fieldwork Sans", "Fieldwork Arabic", "Fieldwork Hebrew", "Fieldwork Han"
SOURCES = {
    "FieldworkSans-Regular": (f"plex-sans/{FILES}/IBMPlexSans-Regular.woff2", SANS, 400),
    "FieldworkSans-SemiBold": (f"plex-sans/{FILES}/IBMPlexSans-SemiBold.woff2", SANS, 600),
    "FieldworkArabic-Regular": (f"plex-sans-arabic/{FILES}/IBMPlexSansArabic-Regular.woff2", ARABIC, 400),
    "FieldworkArabic-SemiBold": (f"plex-sans-arabic/{FILES}/IBMPlexSansArabic-SemiBold.woff2", ARABIC, 600),
    "FieldworkHebrew-Regular": (f"plex-sans-hebrew/{FILES}/IBMPlexSansHebrew-Regular.woff2", HEBREW, 400),
    "FieldworkHebrew-SemiBold": (f"plex-sans-hebrew/{FILES}/IBMPlexSansHebrew-SemiBold.woff2", HEBREW, 600),
    "FieldworkHan-Regular": (f"plex-sans-sc/{FILES}/hinted/IBMPlexSansSC-Regular.woff2", HAN, 400),
}
"""File -> (path under the folder of packages, family, weight)."""

ENCODINGS = ("gb2312", "big5", "shift_jis")
"""Everyday Chinese (simplified, traditional) and Japanese: what they can write is kept of the Han font."""

CIRCLE = 0x25CC
CIRCLE_FROM = "FieldworkArabic-Regular.ttf"
CIRCLED = {"FieldworkSans-Regular": "FieldworkMarks-Regular", "FieldworkHebrew-Regular": "FieldworkPoints-Regular"}
"""Fonts whose marks have no circle to stand on -> the font that gives them one."""

UNNAMED = {"Cc", "Cn", "Co", "Cs"}
"""Categories of code points without a meaning: an archival PDF may not hold them, though a font may draw them."""

OWN_NAMES = (0, 5, 7, 8, 9, 11, 13, 14)
"""Copyright, version, trademark, makers, licence: kept as they are."""


def main(packages: Path) -> None:
    """Writes the fonts and their coverage from `packages`, the folder that npm calls `node_modules/@ibm`."""
    coverage: dict[str, set[int]] = {}
    for file, (source, family, weight) in SOURCES.items():
        font = TTFont(packages / source, recalcTimestamp=False)
        points = set(font.getBestCmap())
        if family == HAN:
            points &= everyday_han()
        subset(font, points)
        rename(font, family, weight)
        font.flavor = None
        font.save(HERE / f"{file}.ttf")
        here = {point for point in font.getBestCmap() if unicodedata.category(chr(point)) not in UNNAMED}
        coverage[family] = coverage.get(family, here) & here
    for source, file in CIRCLED.items():
        family = f"Fieldwork {file.removeprefix('Fieldwork').removesuffix('-Regular')}"
        coverage[family] = circled(HERE / f"{source}.ttf", HERE / f"{file}.ttf", family)
    ranges = {family: as_ranges(points) for family, points in coverage.items()}
    (HERE / "coverage.json").write_text(json.dumps(ranges, separators=(",", ":")) + "\n")


def circled(source: Path, made: Path, family: str) -> set[int]:
    """A small font of the marks of another with the dotted circle that carries a lone one; the code points in it.

    Its own file, because a font that changes changes every document that was made with it.
    """
    font, giver = TTFont(source, recalcTimestamp=False), TTFont(HERE / CIRCLE_FROM)
    name = giver.getBestCmap()[CIRCLE]
    font["glyf"][name], font["hmtx"][name] = giver["glyf"][name], giver["hmtx"][name]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[CIRCLE] = name
    marks = {point for point in font.getBestCmap() if unicodedata.category(chr(point)).startswith("M")}
    subset(font, marks | {CIRCLE})
    rename(font, family, 400)
    font.save(made)
    return {*marks, CIRCLE}


def everyday_han() -> set[int]:
    """Code points of the three everyday encodings, with punctuation, kana and full-width forms."""
    points = set(range(0x2000, 0x2E00)) | set(range(0x3000, 0x3100)) | set(range(0xFF00, 0xFFF0))
    for encoding in ENCODINGS:
        for point in range(0x3400, 0xA000):
            if chr(point).encode(encoding, "ignore"):
                points.add(point)
    return points


def subset(font: TTFont, points: set[int]) -> None:
    """Keeps `points` and every layout feature; drops hinting, which no PDF reader uses on paper."""
    options = Options(hinting=False, layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["meta", "gasp", "vhea", "vmtx"]
    chooser = Subsetter(options)
    chooser.populate(unicodes=points)
    chooser.subset(font)


def rename(font: TTFont, family: str, weight: int) -> None:
    """Gives the family its own name: the licence reserves "Plex" for files that nobody changed."""
    style = "Regular" if weight == 400 else "SemiBold"
    full = f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    first = family if weight == 400 else full
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in OWN_NAMES]
    for code, text in {
        1: first,
        2: "Regular",
        3: full,
        4: full,
        6: postscript,
        16: family,
        17: style,
    }.items():
        names.setName(text, code, 3, 1, 0x409)


def as_ranges(points: set[int]) -> list[list[int]]:
    """[[first, last], …] of sorted code points."""
    found: list[list[int]] = []
    for point in sorted(points):
        if found and point == found[-1][1] + 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
