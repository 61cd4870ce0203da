"""Where the built front end stands: logical names to hashed files, read once from its manifest."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from fieldwork.config import ROOT

MANIFEST = ROOT / "fieldwork" / "static" / "built" / "manifest.json"


@cache
def _manifest() -> dict[str, str]:
    found: dict[str, str] = json.loads(MANIFEST.read_text())
    return found


def asset_file(name: str) -> Path:
    """Returns the path of a built file by its logical name. Raises KeyError if it was not built."""
    return MANIFEST.parent / _manifest()[name]


def asset_url(name: str) -> str:
    """The address of a built file by its logical name: "app.js". Raises KeyError if it was not built."""
    return f"{settings.STATIC_URL}built/{_manifest()[name]}"
