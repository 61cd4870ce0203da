"""Pictures made smaller: by a process of its own, one at a time. Previews are kept beside the file."""

import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from fieldwork.attachments.preview_worker import TOO_LARGE

PROGRAM = Path(__file__).with_name("preview_worker.py")

SMALL, MEDIUM, LARGE = 320, 1000, 2000
SIZES = {"small": SMALL, "medium": MEDIUM, "large": LARGE}
"""Pixels of the longest side: a tile, a picture in the talk, a picture that fills the screen."""

PHOTO_PIXELS = 1200
"""Longest side of a photo on paper: 270 dots an inch over half the width of a page."""

LOGO_PIXELS = 1000
"""Of the logo that is kept, in either direction."""

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


class TooManyPixels(NotAPicture):
    """It says itself that it is larger than what is decoded."""


_one_at_a_time = threading.Lock()
"""A decoded picture may take a gigabyte: however many wait, one of them has it."""


def previews_of(content: bytes) -> Previews:
    """Decodes the picture elsewhere. Raises NotAPicture."""
    said, made = _run_worker("previews", content, {name: f"{size}.webp" for name, size in SIZES.items()})
    width, height = map(int, said.split())
    return Previews(width, height, made)


def document_photo_of(content: bytes) -> bytes:
    """A JPEG for paper, PHOTO_PIXELS at most each way, upright, on white, without its own data. Raises NotAPicture."""
    _said, made = _run_worker("paper", content, {"paper": f"{PHOTO_PIXELS}.jpg"})
    return made["paper"]


def logo_of(content: bytes) -> bytes:
    """An upright PNG, LOGO_PIXELS at most each way, of a PNG or JPEG. Raises NotAPicture, also as TooManyPixels."""
    _said, made = _run_worker("logo", content, {"logo": f"{LOGO_PIXELS}.png"})
    return made["logo"]


def _run_worker(mode: str, content: bytes, files: dict[str, str]) -> tuple[str, dict[str, bytes]]:
    """Runs PROGRAM; returns its output and the files it wrote, by name. Raises NotAPicture."""
    place = settings.FILE_UPLOAD_TEMP_DIR
    with _one_at_a_time, tempfile.TemporaryDirectory(prefix="picture-", dir=place) as folder:
        source = Path(folder) / "picture"
        source.write_bytes(content)
        # A fixed program with paths of our own: no word of a person is in the command. Windows needs its own words.
        words: dict[str, str] | None = {} if os.name == "posix" else None
        sizes = [name.partition(".")[0] for name in files.values()]
        command = [sys.executable, "-I", str(PROGRAM), mode, str(source), folder, *sizes]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=words)  # noqa: S603
        except subprocess.TimeoutExpired as late:
            raise NotAPicture("it took too long") from late
        if done.returncode == TOO_LARGE:
            raise TooManyPixels("it has too many pixels")
        if done.returncode:
            raise NotAPicture(done.stderr.strip().rpartition("\n")[2] or f"ended with {done.returncode}")
        return done.stdout, {key: (Path(folder) / name).read_bytes() for key, name in files.items()}


def preview_path(storage_path: str, name: str) -> str:
    """Returns the path of a preview of the file `storage_path`."""
    return f"{storage_path}.{name}.webp"


def preview_of(storage_path: str, name: str) -> bytes | None:
    """The kept preview; None if there is none, or a part of one: it can be made again."""
    try:
        with default_storage.open(preview_path(storage_path, name)) as stored:
            webp = bytes(stored.read())
    except FileNotFoundError:
        return None
    return webp if is_whole_webp(webp) else None


def is_whole_webp(webp: bytes) -> bool:
    """Whether it is as long as its first bytes say (RIFF: what comes after the eighth)."""
    return webp[:4] == b"RIFF" and int.from_bytes(webp[4:8], "little") == len(webp) - 8


def save_previews(storage_path: str, previews: Previews) -> None:
    """Writes them; what is there already, and whole, stays."""
    for name, webp in previews.made.items():
        if preview_of(storage_path, name) is None:
            default_storage.delete(preview_path(storage_path, name))
            default_storage.save(preview_path(storage_path, name), ContentFile(webp))
