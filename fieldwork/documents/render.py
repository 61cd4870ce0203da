"""A document's PDF from its frozen content: the same bytes every time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

from fieldwork.documents.pictures import logo_picture
from fieldwork.documents.present import present
from fieldwork.documents.press import RenderFailed, draw_first_page, print_paper
from fieldwork.documents.shape import SECTIONS, Content

MOST_LINES_HERE = 150
MOST_CHARACTERS_HERE = 60_000
"""Of finished text, without the logo: a larger document is printed by a child, whose memory ends with it."""

LINES_OF_A_PAGE = 40

TIME_LIMIT = 60
"""Seconds for a child; the engine itself knows no limit."""

PROGRAM_FOLDER = Path(__file__).parents[2]


def render(content: Mapping[str, object], *, logo: bytes | None = None) -> bytes:
    """The PDF (PDF/A-3a, PDF/UA-1) of `content`, whose shape is `shape.Content`.

    `logo` is a PNG, JPEG, GIF or WebP; another picture is left out.
    Raises RenderFailed if the engine refuses or takes longer than TIME_LIMIT, and what `present` raises.
    """
    frozen = cast(Content, content)
    paper, size = _paper(frozen, logo)
    if has_many_lines(frozen) or size > MOST_CHARACTERS_HERE:
        return _in_a_child(paper, _timestamp(frozen))
    return print_paper(paper, _timestamp(frozen))


def has_many_lines(content: Mapping[str, object]) -> bool:
    """Whether a child prints it: nobody should wait for that in a request."""
    frozen = cast(Content, content)
    return sum(len(frozen[section]) for section in SECTIONS) > MOST_LINES_HERE


def thumbnail(content: Mapping[str, object], *, logo: bytes | None = None) -> bytes:
    """The first page as a small PNG: only what may stand on it is set. Raises RenderFailed, as `render`."""
    frozen = cast(Content, content)
    first = cast(Content, {**frozen, **{section: frozen[section][:LINES_OF_A_PAGE] for section in SECTIONS}})
    return draw_first_page(_paper(first, logo)[0], _timestamp(frozen))


def _paper(content: Content, logo: bytes | None) -> tuple[str, int]:
    """What the layout prints, and how much text it is without the logo."""
    finished = present(content)
    picture = logo_picture(logo, right_to_left=bool(finished["right_to_left"]))
    size = len(json.dumps(finished, ensure_ascii=False))
    return json.dumps({**finished, "logo": picture}, ensure_ascii=False), size


def _timestamp(content: Content) -> int:
    return int(datetime.fromisoformat(content["made_at"]).timestamp())


def _in_a_child(paper: str, timestamp: int) -> bytes:
    job = json.dumps({"paper": paper, "timestamp": timestamp}).encode()
    command = [sys.executable, "-m", "fieldwork.documents.child"]
    try:
        child = subprocess.run(  # noqa: S603 (fixed words; what people typed goes through standard input)
            command, input=job, capture_output=True, timeout=TIME_LIMIT, cwd=PROGRAM_FOLDER, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise RenderFailed(f"The document took longer than {TIME_LIMIT} seconds.") from late
    if child.returncode:
        raise RenderFailed(child.stderr.decode(errors="replace")[-2000:])
    return child.stdout
