"""Pictures and films as phones make them, with all that they tell beside what they show."""

import io
import zlib
from collections.abc import Sequence

from PIL import Image, ImageDraw
from pillow_heif import register_heif_opener

SECRET = b"Diego at home"
"""Written wherever a format has room for words."""

LATITUDE = (48.0, 12.0, 33.5)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF", "AVIF", "TIFF")

register_heif_opener()


def drawn(width: int = 64, height: int = 48) -> Image.Image:
    """Wider than high, darker at its left."""
    picture = Image.new("RGB", (width, height), "#e8e2d4")
    ImageDraw.Draw(picture).rectangle((0, 0, width // 3, height), fill="#12252a")
    return picture


def exif(*, orientation: int = 6) -> bytes:
    """Side, date and maker, which stay; place, author and maker's note, which do not."""
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x013B] = orientation, "Maker", SECRET.decode()
    told[0x8769] = {0x9003: "2026:11:01 10:00:00", 0x927C: SECRET}
    told[0x8825] = {1: "N", 2: LATITUDE, 3: "E", 4: (16.0, 22.0, 11.25)}
    return told.tobytes()


def photo(kind: str, *, orientation: int = 6, size: tuple[int, int] = (64, 48)) -> bytes:
    """A picture of FORMATS with everything told in every place that the format has, and something behind its end."""
    out = io.BytesIO()
    picture = drawn(*size)
    if kind == "GIF":
        frames = [drawn(*size), Image.new("RGB", size, "red")]
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], loop=0, comment=SECRET)
    elif kind == "PNG":
        picture.save(out, kind, exif=exif(orientation=orientation), icc_profile=b"")
        return _with_text(out.getvalue()) + SECRET
    elif kind == "TIFF":
        told = Image.Exif()
        told.load(exif(orientation=orientation))
        told[270], told[700] = SECRET.decode(), b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
        picture.save(out, kind, exif=told)
    else:
        picture.save(out, kind, exif=exif(orientation=orientation), xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")
    return out.getvalue() if kind in ("HEIF", "AVIF", "TIFF") else out.getvalue() + SECRET


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def two_in_one() -> bytes:
    """A JPEG with a second picture behind the first, of another place: what cameras of phones write (MPO)."""
    second = Image.new("RGB", (64, 48), "red")
    second.encoderinfo = {"exif": exif()}
    return saved(drawn(), "MPO", save_all=True, append_images=[second], exif=exif(orientation=1))


def in_a_row(mode: str, values: Sequence[float]) -> Image.Image:
    """Such greys from left to right, 40 points high."""
    picture = Image.new(mode, (len(values), 40))
    for x, value in enumerate(values):
        for y in range(40):
            picture.putpixel((x, y), value if mode == "F" else int(value))
    return picture


def _with_text(png: bytes) -> bytes:
    body = b"tEXtComment\x00" + SECRET
    chunk = (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    return png[:33] + chunk + png[33:]


def box(kind: bytes, *bodies: bytes) -> bytes:
    """A box of MP4."""
    body = b"".join(bodies)
    return (len(body) + 8).to_bytes(4) + kind + body


def film(brand: bytes = b"isom") -> bytes:
    """The frame of a film that tells where it was made, in the three places where phones write that."""
    place = box(b"udta", box(b"\xa9xyz", b"+48.2093+016.3698/", SECRET))
    apple = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", SECRET))
    track = box(b"trak", box(b"tkhd", bytes(80)), box(b"udta", SECRET))
    moov = box(b"moov", box(b"mvhd", bytes(100)), track, place, apple)
    return box(b"ftyp", brand, bytes(4), brand) + moov + box(b"uuid", SECRET) + box(b"mdat", b"pictures and sound")
