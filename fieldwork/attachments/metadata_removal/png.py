"""PNG (W3C, third edition): a signature, then chunks with a length and a CRC."""

import zlib

from fieldwork.attachments.metadata_removal.exif import remaining_facts

_STAYS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT".split(),
)


def cleaned(content: bytes) -> bytes:
    """Removes texts, times, EXIF except a few facts, and what follows the end."""
    out, at = [content[:8]], 8
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        kind = content[at + 4 : at + 8]
        if kind in _STAYS:
            out.append(content[at:end])
        elif kind == b"eXIf" and (facts := remaining_facts(content[at + 8 : end - 4])):
            body = kind + facts
            out.append(len(facts).to_bytes(4) + body + zlib.crc32(body).to_bytes(4))
        if kind == b"IEND":
            return b"".join(out)
        at = end
    return content
