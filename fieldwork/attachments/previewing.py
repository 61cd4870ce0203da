"""A program of its own that decodes one picture and writes its previews: whatever a picture does, it does it here.

    python -I previewing.py PICTURE FOLDER SIZE…

Writes FOLDER/SIZE.webp for each size (pixels of the longest side) and says `WIDTH HEIGHT` of the upright picture. Ends
with 1 if the picture cannot be decoded whole, and is ended by the system if it wants too much.
"""

import sys
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

HAS_LIMITS = sys.platform != "win32"
if HAS_LIMITS:
    import resource

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
MOST_PIXELS = 100_000_000
MOST_PIXELS_JPEG = 250_000_000
"""The coder of JPEG makes pictures smaller while it decodes."""

MEMORY = 3 * 1024**3
CPU_SECONDS = 30
WRITTEN = 20_000_000
QUALITY = 78
MOST_PROFILE = 4096


def limit() -> None:
    """What this process may have, where the system knows such limits."""
    if not HAS_LIMITS:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def upright(path: str, largest: int) -> tuple[Image.Image, tuple[int, int]]:
    """The decoded picture as it is meant to be seen, and its true size. Raises ValueError if it has too many pixels."""
    with Image.open(path, formats=FORMATS) as picture:
        width, height = picture.size
        if width * height > (MOST_PIXELS_JPEG if picture.format == "JPEG" else MOST_PIXELS):
            raise ValueError("too many pixels")
        picture.draft("RGB", (largest, largest))
        shown = ImageOps.exif_transpose(picture)
        turned = (shown.width > shown.height) != (width > height)
    alpha = shown.mode in ("LA", "PA", "RGBA") or "transparency" in shown.info
    profile = shown.info.get("icc_profile") if shown.mode in ("RGB", "RGBA") else None
    ready = shown.convert("RGBA" if alpha else "RGB")
    ready.info = {"icc_profile": profile} if profile and len(profile) <= MOST_PROFILE else {}
    return ready, (height, width) if turned else (width, height)


def main(source: str, folder: str, sizes: list[int]) -> int:
    """Largest first: each smaller one is made from the one before."""
    limit()
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS_JPEG
    register_heif_opener(thumbnails=False)
    try:
        picture, (width, height) = upright(source, max(sizes))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, KeyError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    profile = picture.info.get("icc_profile")
    for size in sorted(sizes, reverse=True):
        picture.thumbnail((size, size))
        picture.save(Path(folder) / f"{size}.webp", "WEBP", quality=QUALITY, method=2, icc_profile=profile)
    sys.stdout.write(f"{width} {height}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], [int(size) for size in sys.argv[3:]]))
