"""TIFF (6.0, and BigTIFF): directories of entries that point into the file. What goes is made blank in its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

_EXIF_FACTS, _SUB_DIRECTORIES, _NEW_SUBFILE, _DNG = 0x8769, 330, 254, 50_706
_DRAWN = frozenset(
    {*range(254, 260), 262, 263, 266, 273, 274, *range(277, 285), *range(290, 294), 296, 297, 301}
    | {*range(317, 327), 332, 334, 336, *range(338, 343), 347, *range(512, 522), *range(529, 533), 34_675}
)
"""What the points and their colours are read by."""

_MAP_LOCATION = frozenset({33_550, 33_922, 34_264, *range(34_735, 34_738)})
"""GeoTIFF: no camera writes them, and a map without its place is none."""

_REMOVED = frozenset({271, 272, 306})
_REMOVED_INSIDE = frozenset({0x9003, 0x9004, 0x9010, 0x9011, 0x9012})
"""Make, model, date; taken and digitized at, and their offsets from UTC."""

_MAX_VALUE = 64
_MAX_ENTRIES = 200_000
_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}


@dataclass(frozen=True)
class Entry:
    """One entry: its tag, where it stands, where its values begin and end (inside the entry if they are short)."""

    tag: int
    at: int
    start: int
    end: int


@dataclass
class Tiff:
    """The file while it is cleaned. `entries` and `blanks` are how much may still be gone through, and made blank."""

    out: bytearray
    order: Literal["little", "big"]
    big: bool
    entries: int = _MAX_ENTRIES
    blanks: int = 0
    visited: set[int] = field(default_factory=set)

    def number(self, at: int, size: int) -> int:
        """A whole number. Raises EOFError behind the end of the file."""
        if at < 0 or at + size > len(self.out):
            raise EOFError
        return int.from_bytes(self.out[at : at + size], self.order)

    @property
    def widths(self) -> tuple[int, int, int]:
        """Bytes of a count of entries, of an entry, of an offset."""
        return (8, 20, 8) if self.big else (2, 12, 4)

    def directory(self, at: int) -> list[Entry]:
        """The entries of a directory. Raises EOFError if it is none, or if it was read before."""
        counts, wide, offsets = self.widths
        count = self.number(at, counts)
        self.entries -= count
        if at in self.visited or self.entries < 0 or at + counts + count * wide > len(self.out):
            raise EOFError
        self.visited.add(at)
        return [self._entry(at + counts + place * wide, offsets) for place in range(count)]

    def _entry(self, at: int, offsets: int) -> Entry:
        size = _SIZES.get(self.number(at + 2, 2), 1) * self.number(at + 4, offsets)
        start = at + 4 + offsets
        start = start if size <= offsets else self.number(start, offsets)
        return Entry(self.number(at, 2), at, start, start + size)

    def blank(self, entry: Entry) -> None:
        """Zeros for its values. Raises EOFError if far more is claimed than the file holds."""
        end = min(entry.end, len(self.out))
        self.blanks -= max(end - entry.start, 0)
        if self.blanks < 0:
            raise EOFError
        self.out[entry.start : end] = bytes(max(end - entry.start, 0))

    def rewrite(self, at: int, found: list[Entry], stays: list[Entry]) -> None:
        """Writes the directory anew with the entries that stay; the room that is left behind it is blank."""
        counts, wide, offsets = self.widths
        following = bytes(self.out[at + counts + len(found) * wide :][:offsets]).ljust(offsets, b"\x00")
        values = b"".join(bytes(self.out[entry.at : entry.at + wide]) for entry in stays)
        new = len(stays).to_bytes(counts, self.order) + values + following
        whole = min(counts + len(found) * wide + offsets, len(self.out) - at)
        self.out[at : at + whole] = new.ljust(whole, b"\x00")[:whole]


def cleaned(content: bytes) -> bytes:
    """With the entries that draw it and a few facts. What a raw sensor saw, and what is no TIFF, stays as it is."""
    order: Literal["little", "big"] = "little" if content[:2] == b"II" else "big"
    big = int.from_bytes(content[2:4], order) == 43
    tiff = Tiff(bytearray(content), order, big, blanks=2 * len(content))
    try:
        first = tiff.number(8 if big else 4, 8 if big else 4)
        if _is_raw(tiff, first):
            return content
        tiff.visited.clear()
        for at in _directories(tiff, first):
            _clean(tiff, at, _DRAWN | _MAP_LOCATION | _REMOVED)
    except EOFError:
        return content
    return bytes(tiff.out)


def _is_raw(tiff: Tiff, first: int) -> bool:
    """Whether the first directory is but a small picture of what a sensor saw: readers of those need each entry."""
    entries = {entry.tag: entry for entry in tiff.directory(first)}
    reduced = entries.get(_NEW_SUBFILE)
    is_small = reduced is not None and tiff.number(reduced.start, 4) & 1
    return bool(is_small) or _SUB_DIRECTORIES in entries or _DNG in entries or tiff.out[8:10] == b"CR"


def _directories(tiff: Tiff, at: int) -> Iterator[int]:
    """Yields the offset of each page's directory; the next is read before this one is written anew."""
    counts, wide, offsets = tiff.widths
    while at and at not in tiff.visited:
        following = at + counts + tiff.number(at, counts) * wide
        after = tiff.number(following, offsets) if following + offsets <= len(tiff.out) else 0
        yield at
        at = after


def _clean(tiff: Tiff, at: int, staying: frozenset[int]) -> None:
    found = tiff.directory(at)
    stays = []
    for entry in found:
        is_removed = entry.tag in _REMOVED | _REMOVED_INSIDE
        if entry.tag == _EXIF_FACTS and staying is not _REMOVED_INSIDE:
            _clean(tiff, tiff.number(entry.start, tiff.widths[2] if tiff.big else 4), _REMOVED_INSIDE)
            stays.append(entry)
        elif entry.tag in staying and not (is_removed and entry.end - entry.start > _MAX_VALUE):
            stays.append(entry)
        elif entry.tag in (0x8825, 0xA005):
            _clean(tiff, tiff.number(entry.start, 4), frozenset())
        else:
            tiff.blank(entry)
    tiff.rewrite(at, found, stays)
