"""What axe finds on a page that stands still."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A colour on its way from one to another is neither: what ends by itself is waited for.
STANDS_STILL = """() => document.getAnimations().every(
    (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""


def faults_in_both(page: Page) -> list[tuple[str, Any]]:
    """The same, light and dark."""
    found = []
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        found += faults(page)
    return found


def faults(page: Page) -> list[tuple[str, Any]]:
    """The rules that are broken, each with the first places; empty is how it should be."""
    page.wait_for_function(STANDS_STILL)
    page.evaluate(AXE())
    found = page.evaluate("tags => axe.run({runOnly: tags})", TAGS)
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]]
