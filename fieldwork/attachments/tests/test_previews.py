"""Previews are made by a process of its own, within limits; what it cannot decode is no picture."""

import io
import os
import struct
import subprocess
import sys
import zlib
from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from fieldwork.attachments.actions.make_previews import make_previews
from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import PROGRAM, SIZES, NotAPicture, preview_path, previews_of
from fieldwork.attachments.tests.sample_pictures import FORMATS, SECRET, drawn, photo
from tests.worked_example import Team


def webp(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=("WEBP",))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", FORMATS)
def test_each_picture_has_three_sizes_and_none_is_larger_than_it(kind: str) -> None:
    previews = previews_of(photo(kind, orientation=1, size=(1500, 900)))
    assert (previews.width, previews.height) == (1500, 900)
    assert {name: webp(made).size for name, made in previews.made.items()} == {
        "small": (320, 192),
        "medium": (1000, 600),
        "large": (1500, 900),
    }
    assert all(SECRET not in made for made in previews.made.values())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_taken_upright_stands_upright(kind: str) -> None:
    previews = previews_of(photo(kind, orientation=6, size=(400, 200)))
    small = webp(previews.made["small"])
    if kind == "HEIF":
        # Its coder turned the points themselves before the file was made.
        assert small.size in ((160, 320), (320, 160))
        return
    assert (previews.width, previews.height) == (200, 400)
    assert small.size == (160, 320)
    # Dark at its left, turned to the right: dark at its top.
    grey = lightness(small)
    assert grey[10] < 60 < grey[310]


def lightness(picture: Image.Image) -> list[int]:
    """How light the middle of each row is."""
    column = picture.convert("L").crop((picture.width // 2, 0, picture.width // 2 + 1, picture.height))
    return list(column.tobytes())


def test_what_shines_through_still_does() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
    assert webp(previews_of(out.getvalue()).made["small"]).getchannel("A").getextrema() == (0, 0)


def test_other_colour_spaces_become_what_a_browser_shows() -> None:
    for mode in ("CMYK", "L", "1"):
        out = io.BytesIO()
        drawn().convert(mode).save(out, "JPEG" if mode != "1" else "PNG")
        assert webp(previews_of(out.getvalue()).made["small"]).mode == "RGB"


def claiming(width: int, height: int) -> bytes:
    """A PNG that claims so many points and holds two and a half rows of fifty."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    rows = chunk(b"IDAT", zlib.compress(bytes(20)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        claiming(60_000, 60_000),
        claiming(2_000_000_000, 1),
        claiming(50, 500),
        photo("JPEG", size=(800, 600))[:900],
        photo("HEIF")[:300],
        b"\xff\xd8\xff\xe0<script>alert(1)</script>",
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
    ids=["huge", "absurd", "half", "cut", "cut-heic", "script", "empty", "text", "svg", "postscript"],
)
def test_what_cannot_be_decoded_whole_is_refused(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        previews_of(content)


@pytest.mark.skipif(os.name != "posix", reason="the system has no such limits")
def test_the_process_cannot_take_more_than_it_may() -> None:
    """With its limits it is refused the memory; without them (the control) the same program gets it."""
    greedy = "import mmap, runpy, sys; made = runpy.run_path(sys.argv[1]); {}; mmap.mmap(-1, 4 * 1024**3)"
    ends = {
        line: subprocess.run(
            [sys.executable, "-I", "-c", greedy.format(line), str(PROGRAM)],
            capture_output=True, text=True, check=False,
        )
        for line in ("made['limit']()", "pass")
    }  # fmt: skip
    assert "Cannot allocate memory" in ends["made['limit']()"].stderr
    assert ends["pass"].returncode == 0, ends["pass"].stderr


def test_a_kept_picture_is_clean_and_has_its_previews(team: Team) -> None:
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.diego)
    file.refresh_from_db()
    assert (file.content_type, file.is_clean, file.width, file.height) == ("image/jpeg", True, 48, 64)
    with default_storage.open(file.storage_path) as kept:
        content = kept.read()
    assert SECRET not in content
    assert len(content) == file.size
    assert all(default_storage.exists(preview_path(file.storage_path, name)) for name in SIZES)


def test_what_is_no_picture_is_kept_byte_for_byte(team: Team) -> None:
    letter = b"GIF89a is what this letter begins with."
    file = store_upload(SimpleUploadedFile("letter.gif", letter), by=team.diego)
    assert (file.content_type, file.width) == ("application/octet-stream", 0)
    with default_storage.open(file.storage_path) as kept:
        assert kept.read() == letter


def test_a_picture_from_before_gets_its_previews_once_it_is_looked_at(team: Team) -> None:
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.diego)
    for name in SIZES:
        default_storage.delete(preview_path(file.storage_path, name))
    File.objects.update(width=0, height=0)
    file.refresh_from_db()
    assert make_previews(file)
    file.refresh_from_db()
    assert (file.width, file.height) == (48, 64)
    assert all(default_storage.exists(preview_path(file.storage_path, name)) for name in SIZES)


def test_a_picture_from_before_that_is_none_becomes_a_file(team: Team) -> None:
    file = store_upload(SimpleUploadedFile("rack.jpg", photo("JPEG")), by=team.diego)
    default_storage.delete(file.storage_path)
    default_storage.save(file.storage_path, ContentFile(content := b"\xff\xd8\xff broken"))
    File.objects.update(width=0, size=len(content), sha256=sha256(content).hexdigest())
    file.refresh_from_db()
    assert not make_previews(file)
    file.refresh_from_db()
    assert not file.is_picture
