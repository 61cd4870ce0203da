"""What a file really is, found from its first bytes; its name and the browser's word do not count."""

from fieldwork.attachments.file_kinds import UNKNOWN

_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    *((start, "image/tiff") for start in (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"\xff\xf2", "audio/mpeg"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"mif1", b"hevc"), "image/heic"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio/mp4"),
    b"qt  ": "video/quicktime",
    **dict.fromkeys(
        (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash", b"3gp4", b"3gp5"),
        "video/mp4",
    ),
}
_WEBM = b"\x1a\x45\xdf\xa3"


def content_type_of(content: bytes) -> str:
    """Returns a type that may be shown, else UNKNOWN. Whether a picture can be decoded is checked elsewhere."""
    if content[4:8] == b"ftyp":
        return _BRANDS.get(content[8:12], UNKNOWN)
    if content[:4] == b"RIFF":
        return _RIFF.get(content[8:12], UNKNOWN)
    if content[:4] == _WEBM and b"webm" in content[:64]:
        return "video/webm"
    return next((kind for start, kind in _STARTS if content.startswith(start)), UNKNOWN)
