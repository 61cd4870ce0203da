"""Which letters the paper can print: by the fonts that come along, and by those that this machine has besides."""

import json
import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
BUNDLED = ("Fieldwork Sans", "Fieldwork Arabic", "Fieldwork Hebrew", "Fieldwork Han")
"""In the order in which a letter is looked for."""

CIRCLED = ("Fieldwork Marks", "Fieldwork Points")
"""Marks on a dotted circle; from layout 4 on."""

SETTING = "FIELDWORK_FONTS"
"""A folder with further fonts, TrueType or OpenType."""

SYSTEM_FOLDERS = tuple(
    Path("/usr/share/fonts", name) for name in ("truetype/noto", "opentype/noto", "truetype/nanum", "noto", "noto-cjk")
)
"""Where Debian (fonts-noto-core, fonts-noto-cjk, fonts-nanum) and Arch put theirs."""

_SCRIPTS = (
    "Thai", "Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam",
    "Sinhala", "Lao", "Khmer", "Myanmar", "Ethiopic", "Georgian", "Armenian",
)  # fmt: skip
SYSTEM_FILES = {
    **{f"NotoSans{script}-Regular.ttf": f"Noto Sans {script}" for script in _SCRIPTS},
    "NotoSansCJK-Regular.ttc": "Noto Sans CJK KR",
    "NanumGothic.ttf": "NanumGothic",
}
"""What is taken of a system's fonts, and the family that is in it: Korean, Thai, the scripts of India and more."""


@dataclass(frozen=True)
class Family:
    """A family of fonts and the file that tells what it draws."""

    name: str
    path: Path

    @property
    def points(self) -> frozenset[int]:
        """The code points that it draws; the file is opened when somebody asks for the first time."""
        return _points_of(self.path, self.name).get(self.name, frozenset())


def bundled() -> tuple[frozenset[int], ...]:
    """The code points of each family of BUNDLED."""
    return _all_bundled()[: len(BUNDLED)]


def circled() -> tuple[frozenset[int], ...]:
    """The code points of each family of CIRCLED."""
    return _all_bundled()[len(BUNDLED) :]


@cache
def _all_bundled() -> tuple[frozenset[int], ...]:
    families: dict[str, list[tuple[int, int]]] = json.loads((HERE / "coverage.json").read_text())
    return tuple(
        frozenset(point for first, last in ranges for point in range(first, last + 1)) for ranges in families.values()
    )


@cache
def installed() -> tuple[Family, ...]:
    """The families that this machine has besides, looked for once: those of FIELDWORK_FONTS first."""
    found: dict[str, Family] = {}
    given = os.environ.get(SETTING, "").strip()
    for path in sorted(Path(given).glob("*")) if given else ():
        if path.suffix.lower() in (".ttf", ".otf", ".ttc"):
            for name in _points_of(path, ""):
                found.setdefault(name, Family(name, path))
    for folder in SYSTEM_FOLDERS:
        for file, name in SYSTEM_FILES.items():
            if (folder / file).is_file():
                found.setdefault(name, Family(name, folder / file))
    return tuple(found.values())


@cache
def _points_of(path: Path, family: str) -> dict[str, frozenset[int]]:
    """The code points of each family in a font file, up to the one that is looked for; nothing where it is no font."""
    # Imported when somebody needs it: few do, and it takes ten megabytes.
    library = import_module("fontTools.ttLib")
    families: dict[str, frozenset[int]] = {}
    number, count = 0, 1
    while number < count and family not in families:
        try:
            with library.TTFont(path, fontNumber=number, lazy=True) as font:
                count = getattr(font.reader, "numFonts", 1)
                families[font["name"].getBestFamilyName() or path.stem] = frozenset(font.getBestCmap() or ())
        except (library.TTLibError, OSError, KeyError, ValueError):
            break
        number += 1
    return families
