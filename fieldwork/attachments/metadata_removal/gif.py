"""GIF (89a): a screen, then blocks of sub-blocks, up to the trailer."""

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def cleaned(content: bytes) -> bytes:
    """Removes comments, application data except for loop counts, and what follows the end."""
    at = _after_table(content, 10, 13)
    out = [content[:at]]
    while at < len(content):
        kind = content[at]
        if kind == _TRAILER:
            return b"".join([*out, b"\x3b"])
        if kind == _EXTENSION:
            end = _after_blocks(content, at + 2)
            label = content[at + 1 : at + 2]
            if label == bytes([_CONTROL]) or (
                label == bytes([_APPLICATION]) and content[at + 3 : at + 14].startswith(_LOOPS)
            ):
                out.append(content[at:end])
        elif kind == _IMAGE:
            end = _after_blocks(content, _after_table(content, at + 9, at + 10) + 1)
            out.append(content[at:end])
        else:
            break
        at = end
    return content


def _after_table(content: bytes, flags_at: int, at: int) -> int:
    """Returns where the colour table that may begin at `at` ends."""
    flags = content[flags_at] if flags_at < len(content) else 0
    return at + 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else at


def _after_blocks(content: bytes, at: int) -> int:
    while at < len(content) and content[at]:
        at += 1 + content[at]
    return at + 1
