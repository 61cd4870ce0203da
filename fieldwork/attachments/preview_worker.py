"""A program of its own that decodes one picture and writes it smaller: whatever a picture does, it does it here.

    python -I preview_worker.py previews PICTURE FOLDER SIZE…
    python -I preview_worker.py paper PICTURE FOLDER SIZE
    python -I preview_worker.py logo PICTURE FOLDER SIZE

The first writes FOLDER/SIZE.webp for each size (pixels of the longest side) and says `WIDTH HEIGHT` of the upright
picture; the second writes FOLDER/SIZE.jpg, on white; the third FOLDER/SIZE.png. Ends with 1 if the picture cannot be
decoded whole, with TOO_LARGE if it has too many pixels, and is ended by the system if it wants too much.
"""

import math
import sys
import warnings
from importlib import import_module
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

HAS_LIMITS = sys.platform != "win32"
if HAS_LIMITS:
    import resource

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF", "HEIF", "TIFF", "BMP")
JPEGS = ("JPEG", "MPO")
"""An MPO is a JPEG with more pictures behind the first, as cameras of phones write them."""

FORMATS_ON_DOCUMENTS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_PIXELS_ON_DOCUMENTS = 50_000_000
FORMATS_OF_LOGOS = ("PNG", "JPEG")
MAX_PIXELS_OF_LOGOS = 20_000_000
TOO_LARGE = 3
"""Status, beside 1 and what Python itself ends with."""

MAX_PIXELS = 100_000_000
MAX_PIXELS_JPEG = 250_000_000
"""The coder of JPEG makes pictures smaller while it decodes."""

MEMORY = 3 * 1024**3
CPU_SECONDS = 30
WRITTEN = 20_000_000
QUALITY = 78
QUALITY_ON_DOCUMENTS = 80
MAX_PROFILE_BYTES = 4096

HIGH_BIT_MODES = ("I;16", "I;16L", "I;16B", "I;16N", "I", "F")
"""Greys of more than 8 bits: Pillow's own conversion makes white of all above 255."""

UNREADABLE = (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, KeyError)


class TooManyPixels(ValueError):
    """Nobody begins to decode it."""


NARROW = 65_536 // 16
_WHITE_IS_ZERO, _PHOTOMETRIC = 0, 262
_NEW_SUBFILE, _SUB_DIRECTORIES, _DNG = 254, 330, 50_706


def limit() -> None:
    """Limits this process's memory, CPU time, file size and core dumps, where the system knows such limits."""
    if not HAS_LIMITS:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def decoded(picture: Image.Image) -> Image.Image:
    """Loads it whole, in 8 bits. Raises what Pillow does, and ValueError as `in_eight_bits` does."""
    is_wide = any(tile.args == "RGB;16B" for tile in getattr(picture, "tile", ()))
    picture.load()
    clear = picture.info.get("transparency")
    if is_wide and isinstance(clear, tuple):
        # The points arrive in 8 bits, the one colour that is clear does not.
        picture.info["transparency"] = tuple(value >> 8 for value in clear)
    return in_eight_bits(picture)


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """A grey of more than 8 bits as L, or LA if one of its values is transparent; any other picture as it is.

    Of 16 bits the upper 8, as browsers and viewers draw them. If all values lie within a sixteenth of what 16 bits hold
    (thermal cameras, sensors of 12 bits), that would leave one flat tone: they are stretched from their lowest to
    their highest. So are 32 bits and fractions, whose white nothing tells. Raises ValueError for values without bounds.
    """
    if picture.mode not in HIGH_BIT_MODES:
        return picture
    clear = picture.info.pop("transparency", None)
    turned = getattr(picture, "tag_v2", {}).get(_PHOTOMETRIC) == _WHITE_IS_ZERO
    is_short = picture.mode not in ("I", "F")
    values = picture.convert("I") if is_short else picture
    low, high = (float(edge) for edge in values.getextrema() if not isinstance(edge, tuple))
    if not math.isfinite(high - low):
        raise ValueError("its values have no bounds")
    if not is_short:
        scale = 255 / (high - low) if high > low else 0.0
        return _turned(values.point(lambda value: value * scale - low * scale).convert("L"), turned=turned)
    if low < high < low + NARROW:
        steps = [min(max(round((value - low) * 255 / (high - low)), 0), 255) for value in range(65_536)]
    else:
        steps = [value >> 8 for value in range(65_536)]
    grey = _turned(values.point(steps, "L"), turned=turned)
    if isinstance(clear, int):
        grey.putalpha(values.point([0 if value == clear else 255 for value in range(65_536)], "L"))
    return grey


def _turned(grey: Image.Image, *, turned: bool) -> Image.Image:
    """Light for dark, if in its file white was zero: of 8 bits the decoder does that itself."""
    return ImageOps.invert(grey) if turned else grey


def upright(path: str, max_size: int) -> tuple[Image.Image, tuple[int, int]]:
    """The decoded picture as it is meant to be seen, and its true size. Raises ValueError if it has too many pixels."""
    with Image.open(path, formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > (MAX_PIXELS_JPEG if picture.format in JPEGS else MAX_PIXELS):
            raise TooManyPixels("too many pixels")
        if picture.format == "TIFF" and _is_raw(path, picture):
            raise ValueError("what a raw sensor saw")
        picture.draft("RGB", (max_size, max_size))
        shown = decoded(picture)
        ImageOps.exif_transpose(shown, in_place=True)
        turned = (shown.width > shown.height) != (width > height)
    alpha = shown.mode in ("LA", "PA", "RGBA") or "transparency" in shown.info
    profile = shown.info.get("icc_profile") if shown.mode in ("RGB", "RGBA") else None
    target_mode = "RGBA" if alpha else "RGB"
    ready = shown if shown.mode == target_mode and "transparency" not in shown.info else shown.convert(target_mode)
    ready.info = {"icc_profile": profile} if profile and len(profile) <= MAX_PROFILE_BYTES else {}
    return ready, (height, width) if turned else (width, height)


def _is_raw(path: str, picture: Image.Image) -> bool:
    """Whether the TIFF is a small picture before a sensor's own: cleaning leaves those whole, by the same signs."""
    tags = getattr(picture, "tag_v2", {})
    with Path(path).open("rb") as file:
        mark = file.read(10)[8:]
    return bool(tags.get(_NEW_SUBFILE, 0) & 1) or _SUB_DIRECTORIES in tags or _DNG in tags or mark == b"CR"


def write_previews(source: str, folder: str, sizes: list[int]) -> None:
    """Largest first: each smaller one is made from the one before."""
    picture, (width, height) = upright(source, max(sizes))
    profile = picture.info.get("icc_profile")
    for size in sorted(sizes, reverse=True):
        picture.thumbnail((size, size))
        picture.save(Path(folder) / f"{size}.webp", "WEBP", quality=QUALITY, method=2, icc_profile=profile)
    sys.stdout.write(f"{width} {height}\n")


def write_document_photo(source: str, folder: str, sizes: list[int]) -> None:
    """Step for step as it always was: a document that is printed again must have the same bytes."""
    (size,) = sizes
    with Image.open(source, formats=FORMATS_ON_DOCUMENTS) as picture:
        if picture.width * picture.height > MAX_PIXELS_ON_DOCUMENTS:
            raise TooManyPixels("too many pixels")
        picture.draft("RGB", (2 * size, 2 * size))
        shown = decoded(picture)
        ImageOps.exif_transpose(shown, in_place=True)
        ready = shown.convert("RGBA")
    del picture, shown
    ready.thumbnail((size, size))
    background = Image.new("RGB", ready.size, "white")
    background.paste(ready, mask=ready.getchannel("A"))
    background.save(Path(folder) / f"{size}.jpg", "JPEG", quality=QUALITY_ON_DOCUMENTS, optimize=True)


def write_logo(source: str, folder: str, sizes: list[int]) -> None:
    """Writes the logo as a PNG: transparency stays, metadata does not."""
    (size,) = sizes
    with Image.open(source, formats=FORMATS_OF_LOGOS) as picture:
        if picture.width * picture.height > MAX_PIXELS_OF_LOGOS:
            raise TooManyPixels("too many pixels")
        upright = ImageOps.exif_transpose(decoded(picture))
    drawn = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    drawn.thumbnail((size, size))
    drawn.info.clear()
    drawn.save(Path(folder) / f"{size}.png", "PNG", optimize=True)


MODES = {"previews": write_previews, "paper": write_document_photo, "logo": write_logo}


def main(mode: str, source: str, folder: str, sizes: list[int]) -> int:
    """0 if it is written, 1 if it cannot be decoded whole; why stands in the last line of standard error."""
    limit()
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS_JPEG
    # Here alone: the program itself decodes nothing, and can do without its megabytes.
    import_module("pillow_heif").register_heif_opener(thumbnails=False)
    try:
        MODES[mode](source, folder, sizes)
    except UNREADABLE as error:
        sys.stderr.write(f"{error}\n")
        return TOO_LARGE if isinstance(error, TooManyPixels | Image.DecompressionBombError) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], [int(size) for size in sys.argv[4:]]))
