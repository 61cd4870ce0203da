"""HEIC, MP4, QuickTime: boxes (ISO/IEC 14496-12). Offsets point into the file: what goes is made blank in its place."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from fieldwork.attachments.metadata_removal.exif import HEAD, remaining_facts

_REMOVED_OUTSIDE = frozenset({b"uuid", b"udta", b"mpvd"})
_REMOVED_INSIDE = frozenset({b"udta", b"meta", b"uuid"})
_DEEPEST = 3


@dataclass(frozen=True)
class Box:
    """A box of the file: its kind, where it begins, where its body begins and ends."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(content: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes between two places; it ends at the first that is none."""
    while start + 8 <= end:
        size, body = int.from_bytes(content[start : start + 4]), start + 8
        if size == 1:
            size, body = int.from_bytes(content[start + 8 : start + 16]), start + 16
        stop = end if size == 0 else start + size
        if stop < body or stop > end:
            return
        yield Box(bytes(content[start + 4 : start + 8]), start, body, stop)
        start = stop


def cleaned_film(content: bytes) -> bytes:
    """A film or a sound without titles, places and devices: they stand in `udta`, `meta` and `uuid`."""
    out = bytearray(content)
    for box in boxes(content, 0, len(content)):
        if box.kind in _REMOVED_OUTSIDE or box.kind == b"meta":
            _blank(out, box)
        elif box.kind == b"moov":
            _blank_inside(out, box, _DEEPEST)
    return bytes(out)


def _blank_inside(out: bytearray, outer: Box, depth: int) -> None:
    for box in list(boxes(out, outer.body, outer.end)):
        if box.kind in _REMOVED_INSIDE:
            _blank(out, box)
        elif box.kind in (b"trak", b"mdia") and depth:
            _blank_inside(out, box, depth - 1)


def _blank(out: bytearray, box: Box) -> None:
    out[box.start + 4 : box.start + 8] = b"free"
    out[box.body : box.end] = bytes(box.end - box.body)


def cleaned_picture(content: bytes) -> bytes:
    """A HEIC whose facts are the few that stay and whose other texts are blank; without the film behind it."""
    out = bytearray(content)
    for box in boxes(content, 0, len(content)):
        if box.kind in _REMOVED_OUTSIDE:
            _blank(out, box)
        elif box.kind == b"meta":
            for kind, extents in _metadata_items(content, box):
                _rewrite(out, kind, extents)
    return bytes(out)


def _rewrite(out: bytearray, kind: bytes, extents: list[tuple[int, int]]) -> None:
    """Facts are written anew into the room that they had; all else becomes blank."""
    old = b"".join(bytes(out[start:end]) for start, end in extents)
    new = bytes(4) + remaining_facts(_tiff_of(old)) if kind == b"Exif" else b" " * len(old)
    new = new[: len(old)].ljust(len(old), b"\x00")
    for start, end in extents:
        out[start:end], new = new[: end - start], new[end - start :]


def _tiff_of(item: bytes) -> bytes:
    """An Exif item says first how far it is to the TIFF head."""
    return item[4 + int.from_bytes(item[:4]) :].removeprefix(HEAD)


def _metadata_items(content: bytes, meta: Box) -> list[tuple[bytes, list[tuple[int, int]]]]:
    """The items that are no picture (Exif, XMP): kind, and where in the file they lie."""
    inner = {box.kind: box for box in boxes(content, meta.body + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        return []
    idat = inner.get(b"idat")
    try:
        kinds = _kinds(content, inner[b"iinf"])
        places = _places(content, inner[b"iloc"], idat.body if idat else 0)
    except (EOFError, IndexError):
        return []
    found = [(kinds[item], extents) for item, extents in places.items() if kinds.get(item) in (b"Exif", b"mime")]
    return [(kind, [(a, b) for a, b in extents if 0 <= a < b <= len(content)]) for kind, extents in found]


def _kinds(content: bytes, iinf: Box) -> dict[int, bytes]:
    """Which kind each item has."""
    first = iinf.body + (6 if content[iinf.body] == 0 else 8)
    found = {}
    for box in boxes(content, first, iinf.end):
        version, wide = content[box.body], 4 if content[box.body] == 3 else 2
        if box.kind == b"infe" and version >= 2:
            at = box.body + 4
            found[int.from_bytes(content[at : at + wide])] = content[at + wide + 2 : at + wide + 6]
    return found


def _places(content: bytes, iloc: Box, idat: int) -> dict[int, list[tuple[int, int]]]:
    """Returns the extents (start, end) of each item."""
    read = io.BytesIO(content[iloc.body : iloc.end])

    def number(size: int) -> int:
        given = read.read(size)
        if len(given) < size:
            raise EOFError
        return int.from_bytes(given)

    version = number(1)
    number(3)
    sizes = number(1), number(1)
    offset_size, length_size, base_size = sizes[0] >> 4, sizes[0] & 15, sizes[1] >> 4
    index_size = sizes[1] & 15 if version else 0
    if not offset_size or not length_size:
        # Extents without a size cost nothing to claim, and millions of them would be gone through.
        raise EOFError
    wide = 4 if version == 2 else 2
    found: dict[int, list[tuple[int, int]]] = {}
    for _ in range(number(wide)):
        item = number(wide)
        method = number(2) & 15 if version else 0
        number(2)
        base = number(base_size) + (idat if method == 1 else 0)
        extents = []
        for _ in range(number(2)):
            number(index_size)
            start = base + number(offset_size)
            extents.append((start, start + number(length_size)))
        found[item] = extents
    return found
