"""Makes the fonts of the paper and `coverage.json` from IBM's packages; see README.md beside this file.

Run by hand when a font changes, never by the program: it needs fontTools and brotli, which the program does not.
"""

import json
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped, import-not-found, unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, import-not-found, unused-ignore]

HERE = Path(__file__).parent

SOURCES = {
    "FieldworkSans-Regular": ("plex-sans/fonts/complete/woff2/IBMPlexSans-Regular.woff2", "Fieldwork Sans", 400),
    "FieldworkSans-SemiBold": ("plex-sans/fonts/complete/woff2/IBMPlexSans-SemiBold.woff2", "Fieldwork Sans", 600),
    "FieldworkArabic-Regular": (
        "plex-sans-arabic/fonts/complete/woff2/IBMPlexSansArabic-Regular.woff2", "Fieldwork Arabic", 400),
    "FieldworkArabic-SemiBold": (
        "plex-sans-arabic/fonts/complete/woff2/IBMPlexSansArabic-SemiBold.woff2", "Fieldwork Arabic", 600),
    "FieldworkHebrew-Regular": (
        "plex-sans-hebrew/fonts/complete/woff2/IBMPlexSansHebrew-Regular.woff2", "Fieldwork Hebrew", 400),
    "FieldworkHebrew-SemiBold": (
        "plex-sans-hebrew/fonts/complete/woff2/IBMPlexSansHebrew-SemiBold.woff2", "Fieldwork Hebrew", 600),
    "FieldworkHan-Regular": (
        "plex-sans-sc/fonts/complete/woff2/hinted/IBMPlexSansSC-Regular.woff2", "Fieldwork Han", 400),
}  # fmt: skip
"""File -> (path under the folder of packages, family, weight)."""

ENCODINGS = ("gb2312", "big5", "shift_jis")
"""Everyday Chinese (simplified, traditional) and Japanese: what these encodings hold is kept of the Han font."""


def main(packages: Path) -> None:
    """Writes the fonts and their coverage from `packages`, the folder that npm calls `node_modules/@ibm`."""
    coverage: dict[str, set[int]] = {}
    for file, (source, family, weight) in SOURCES.items():
        font = TTFont(packages / source)
        kept = set(font.getBestCmap())
        if family == "Fieldwork Han":
            kept &= everyday_han()
        subset(font, kept)
        rename(font, family, weight)
        font.flavor = None
        font.save(HERE / f"{file}.ttf")
        here = set(font.getBestCmap())
        coverage[family] = coverage.get(family, here) & here
    ranges = {family: as_ranges(points) for family, points in coverage.items()}
    (HERE / "coverage.json").write_text(json.dumps(ranges, separators=(",", ":")) + "\n")


def everyday_han() -> set[int]:
    """Code points of the three everyday encodings, with punctuation, kana and full-width forms."""
    points = set(range(0x2000, 0x2E00)) | set(range(0x3000, 0x3100)) | set(range(0xFF00, 0xFFF0))
    for encoding in ENCODINGS:
        for point in range(0x3400, 0xA000):
            if chr(point).encode(encoding, "ignore"):
                points.add(point)
    return points


def subset(font: TTFont, kept: set[int]) -> None:
    """Keeps `kept` and every layout feature; drops hinting, which no PDF reader uses on paper."""
    options = Options(hinting=False, layout_features=["*"], glyph_names=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["meta", "gasp", "vhea", "vmtx"]
    chooser = Subsetter(options)
    chooser.populate(unicodes=kept)
    chooser.subset(font)


def rename(font: TTFont, family: str, weight: int) -> None:
    """Gives the family its own name: the licence reserves "Plex" for files that nobody changed."""
    style = "Regular" if weight == 400 else "SemiBold"
    texts = {1: family if weight == 400 else f"{family} {style}", 2: "Regular", 3: f"{family} {style}",
             4: f"{family} {style}", 6: f"{family.replace(' ', '')}-{style}", 16: family, 17: style}  # fmt: skip
    names = font["name"]
    names.names = [n for n in names.names if n.nameID in (0, 5, 7, 8, 9, 11, 13, 14)]
    for code, text in texts.items():
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
