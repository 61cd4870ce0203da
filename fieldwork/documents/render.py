"""A document's PDF from its frozen content: the same bytes every time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

from fieldwork.documents.pictures import logo_picture, photo_picture
from fieldwork.documents.present import present
from fieldwork.documents.press import RenderFailed, print_paper
from fieldwork.documents.shape import SECTIONS, Content

MOST_LINES_HERE = 150
MOST_CHARACTERS_HERE = 60_000
"""Of finished text, without the logo: a larger document is printed by a child, whose memory ends with it."""

TIME_LIMIT = 60
"""Seconds for a child; the engine itself knows no limit."""

MEMORY_LIMIT = 4_000
"""Megabytes for a child; a thousand lines take a quarter of that."""

PROGRAM_FOLDER = Path(__file__).parents[2]


def render(
    content: Mapping[str, object], *, logo: bytes | None = None, photos: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF (PDF/A-3a, PDF/UA-1) of `content`, whose shape is `shape.Content`.

    `logo` is a PNG, JPEG, GIF or WebP; another picture is left out. `photos` are those of the appendix as
    `previews.paper_photo_of` makes them, by the SHA-256 of the file they come from; one that is missing is told.
    Raises RenderFailed if the engine refuses or takes longer than TIME_LIMIT, and what `present` raises.
    """
    frozen = cast(Content, content)
    paper, size = _paper(frozen, logo, photos or {})
    if is_heavy(frozen) or size > MOST_CHARACTERS_HERE:
        return _in_a_child(paper, _timestamp(frozen))
    return print_paper(paper, _timestamp(frozen))


def is_heavy(content: Mapping[str, object]) -> bool:
    """Whether a child prints it, for its many lines or its photos: nobody should wait for that in a request."""
    frozen = cast(Content, content)
    return bool(frozen.get("photos")) or sum(len(frozen[section]) for section in SECTIONS) > MOST_LINES_HERE


def _paper(content: Content, logo: bytes | None, photos: Mapping[str, bytes]) -> tuple[str, int]:
    """What the layout prints, and how much text it is without the pictures."""
    finished = present(content)
    size = len(json.dumps(finished, ensure_ascii=False))
    pictures = {
        "logo": logo_picture(logo, right_to_left=bool(finished["right_to_left"])),
        "pictures": [
            photo_picture(photos[photo["sha256"]]) if photo["sha256"] in photos else None
            for photo in content.get("photos", [])
        ],
    }
    return json.dumps({**finished, **pictures}, ensure_ascii=False), size


def _timestamp(content: Content) -> int:
    return int(datetime.fromisoformat(content["made_at"]).timestamp())


def _in_a_child(paper: str, timestamp: int) -> bytes:
    job = json.dumps({"paper": paper, "timestamp": timestamp}).encode()
    command = [sys.executable, "-m", "fieldwork.documents.child", str(MEMORY_LIMIT)]
    try:
        child = subprocess.run(  # noqa: S603 (fixed words; what people typed goes through standard input)
            command, input=job, capture_output=True, timeout=TIME_LIMIT, cwd=PROGRAM_FOLDER, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise RenderFailed(f"The document took longer than {TIME_LIMIT} seconds.") from late
    if child.returncode:
        told = child.stderr.decode(errors="replace")[-2000:]
        raise RenderFailed(told or f"The document's process ended with {child.returncode}.")
    return child.stdout
