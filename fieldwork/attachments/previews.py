"""Previews of pictures: made by a process of their own, kept beside the file."""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

PROGRAM = Path(__file__).with_name("previewing.py")

SMALL, MEDIUM, LARGE = 320, 1000, 2000
SIZES = {"small": SMALL, "medium": MEDIUM, "large": LARGE}
"""Pixels of the longest side: a tile, a picture in the talk, a picture that fills the screen."""

SECONDS = 45
"""Longer than its limit of CPU: it may have to wait for a processor."""


@dataclass(frozen=True)
class Previews:
    """What one picture was made into: its upright size in pixels, and WebP bytes by name."""

    width: int
    height: int
    made: dict[str, bytes]


class NotAPicture(Exception):
    """It could not be decoded whole within the limits."""


def previews_of(content: bytes) -> Previews:
    """Decodes the picture elsewhere. Raises NotAPicture."""
    with tempfile.TemporaryDirectory(prefix="fieldwork-") as folder:
        source = Path(folder) / "picture"
        source.write_bytes(content)
        # A fixed program with paths of our own: no word of a person is in the command. Windows needs its own words.
        words: dict[str, str] | None = {} if os.name == "posix" else None
        command = [sys.executable, "-I", str(PROGRAM), str(source), folder, *map(str, SIZES.values())]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=words)  # noqa: S603
        except subprocess.TimeoutExpired as late:
            raise NotAPicture("it took too long") from late
        if done.returncode:
            raise NotAPicture(done.stderr.strip().rpartition("\n")[2] or f"ended with {done.returncode}")
        width, height = map(int, done.stdout.split())
        made = {name: (Path(folder) / f"{size}.webp").read_bytes() for name, size in SIZES.items()}
    return Previews(width, height, made)


def place_of(stored_as: str, name: str) -> str:
    """Where a preview of the file `stored_as` is kept."""
    return f"{stored_as}.{name}.webp"


def keep_previews(stored_as: str, previews: Previews) -> None:
    """Writes them; what is there already stays."""
    for name, webp in previews.made.items():
        if not default_storage.exists(place_of(stored_as, name)):
            default_storage.save(place_of(stored_as, name), ContentFile(webp))
