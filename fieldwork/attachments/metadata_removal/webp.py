"""WebP (RFC 9649): a RIFF of chunks; the first one tells which others come."""

from fieldwork.attachments.metadata_removal.exif import remaining_facts

_STAYS = frozenset({b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def cleaned(content: bytes) -> bytes:
    """Removes XMP, foreign chunks, EXIF except a few facts, and what follows the end."""
    whole = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    chunks, at, facts = [], 12, b""
    while at + 8 <= whole:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        kind = content[at : at + 4]
        if kind in _STAYS:
            chunks.append(content[at : min(end, whole)])
        elif kind == b"EXIF":
            facts = remaining_facts(content[at + 8 : at + 8 + size])
        at = end
    if not chunks:
        return content
    if chunks[0][:4] == b"VP8X" and len(chunks[0]) > 8:
        flags = chunks[0][8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if facts else 0)
        chunks[0] = chunks[0][:8] + bytes([flags]) + chunks[0][9:]
        if facts:
            chunks.append(b"EXIF" + len(facts).to_bytes(4, "little") + facts + b"\x00" * (len(facts) % 2))
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
