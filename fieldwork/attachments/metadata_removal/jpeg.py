"""JPEG (ITU T.81): segments, then coded points, up to the end mark."""

import re

from fieldwork.attachments.metadata_removal.exif import HEAD, remaining_facts

_SOI, _EOI, _SOS, _APP0, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_STAYS = ((0xE0, b"JFIF\x00"), (0xE2, b"ICC_PROFILE\x00"), (0xEE, b"Adobe"))
_NEXT_MARK = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def cleaned(content: bytes) -> bytes:
    """Removes comments, APP segments except size, colours and a few facts, and what follows the end."""
    out, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if mark == _EOI:
            out.append(b"\xff\xd9")
            return b"".join(out)
        end = at + 2 if mark in _ALONE else at + 2 + int.from_bytes(content[at + 2 : at + 4])
        segment = content[at:end]
        if mark == _SOS:
            found = _NEXT_MARK.search(content, end)
            end = found.start() if found else len(content)
            segment = content[at:end]
        out.append(_remaining(mark, segment))
        at = end
    # The end mark alone, or a file that breaks off.
    out.append(content[at:] if content[at : at + 2] != b"\xff\xd9" else b"\xff\xd9")
    return b"".join(out)


def _remaining(mark: int, segment: bytes) -> bytes:
    if mark == _COM:
        return b""
    if not _APP0 <= mark <= 0xEF:
        return segment
    body = segment[4:]
    if mark == 0xE1 and body.startswith(HEAD) and (facts := remaining_facts(body)):
        return b"\xff\xe1" + (len(HEAD + facts) + 2).to_bytes(2) + HEAD + facts
    return segment if any(mark == one and body.startswith(start) for one, start in _STAYS) else b""
