"""A document's PDF from its frozen content: the same bytes every time."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

from fieldwork.documents.snapshot_types import SECTIONS, Content
from fieldwork.documents.svg_pictures import logo_svg, photo_svg
from fieldwork.documents.template_data import build_template_data
from fieldwork.documents.typst_engine import RenderFailed, compile_pdf

MAX_LINES_IN_PROCESS = 150
MAX_CHARACTERS_IN_PROCESS = 60_000
"""Of finished text, without the logo: a larger document is printed by a child, whose memory ends with it."""

TIME_LIMIT = 60
"""Seconds for a child; the engine itself knows no limit."""

MEMORY_LIMIT = 4_000
"""Megabytes for a child; a thousand lines take a quarter of that."""

PROGRAM_FOLDER = Path(__file__).parents[2]


def render_pdf(
    content: Mapping[str, object], *, logo: bytes | None = None, photos: Mapping[str, bytes] | None = None
) -> bytes:
    """The PDF (PDF/A-3a, PDF/UA-1) of `content`, whose shape is `snapshot_types.Content`.

    `logo` is a PNG, JPEG, GIF or WebP; another picture is left out. `photos` are those of the appendix as
    `previews.paper_photo_of` makes them, by the SHA-256 of the file they come from; one that is missing is told.
    Raises RenderFailed if the engine refuses or takes longer than TIME_LIMIT, and what `build_template_data` raises.
    """
    frozen = cast(Content, content)
    template_json, size = _template_json(frozen, logo, photos or {})
    if is_heavy(frozen) or size > MAX_CHARACTERS_IN_PROCESS:
        return _render_in_worker(template_json, _timestamp(frozen))
    return compile_pdf(template_json, _timestamp(frozen))


def is_heavy(content: Mapping[str, object]) -> bool:
    """Whether a child prints it, for its many lines or its photos: nobody should wait for that in a request."""
    frozen = cast(Content, content)
    return bool(frozen.get("photos")) or sum(len(frozen[section]) for section in SECTIONS) > MAX_LINES_IN_PROCESS


def _template_json(content: Content, logo: bytes | None, photos: Mapping[str, bytes]) -> tuple[str, int]:
    """Returns the layout's JSON, and the length in characters of its text without the pictures."""
    finished = build_template_data(content)
    size = len(json.dumps(finished, ensure_ascii=False))
    pictures = {
        "logo": logo_svg(logo, right_to_left=bool(finished["right_to_left"])),
        "pictures": [
            photo_svg(photos[photo["sha256"]]) if photo["sha256"] in photos else None
            for photo in content.get("photos", [])
        ],
    }
    return json.dumps({**finished, **pictures}, ensure_ascii=False), size


def _timestamp(content: Content) -> int:
    return int(datetime.fromisoformat(content["made_at"]).timestamp())


def _render_in_worker(template_json: str, timestamp: int) -> bytes:
    job = json.dumps({"paper": template_json, "timestamp": timestamp}).encode()
    command = [sys.executable, "-m", "fieldwork.documents.render_worker", str(MEMORY_LIMIT)]
    try:
        child = subprocess.run(  # noqa: S603 (fixed words; what people typed goes through standard input)
            command, input=job, capture_output=True, timeout=TIME_LIMIT, cwd=PROGRAM_FOLDER, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise RenderFailed(f"The document took longer than {TIME_LIMIT} seconds.") from late
    if child.returncode:
        output = child.stderr.decode(errors="replace")[-2000:]
        raise RenderFailed(output or f"The document's process ended with {child.returncode}.")
    return child.stdout
