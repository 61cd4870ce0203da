"""WebP (RFC 9649): a RIFF of chunks; the first one tells which others come."""

from fieldwork.attachments.metadata_removal.exif import facts_kept

_STAYS = frozenset({b"VP8X", b"ICCP", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L"})
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def cleaned(content: bytes) -> bytes:
    """Without XMP and foreign chunks, with a few facts, without what follows the end."""
    whole = min(len(content), 8 + int.from_bytes(content[4:8], "little"))
    kept, at, facts = [], 12, b""
    while at + 8 <= whole:
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        kind = content[at : at + 4]
        if kind in _STAYS:
            kept.append(content[at : min(end, whole)])
        elif kind == b"EXIF":
            facts = facts_kept(content[at + 8 : at + 8 + size])
        at = end
    if not kept:
        return content
    if kept[0][:4] == b"VP8X" and len(kept[0]) > 8:
        flags = kept[0][8] & ~(_HAS_EXIF | _HAS_XMP) | (_HAS_EXIF if facts else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
        if facts:
            kept.append(b"EXIF" + len(facts).to_bytes(4, "little") + facts + b"\x00" * (len(facts) % 2))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
