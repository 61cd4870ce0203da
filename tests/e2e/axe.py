"""What axe finds on a page that stands still."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "frontend/node_modules/axe-core/axe.min.js").read_text
LEFT_OUT = {"color-contrast-enhanced": {"enabled": False}}
"""Every rule runs, those that axe leaves out by itself too, but this: AAA's 7:1 would be black on white alone."""
# A colour on its way from one to another is neither: what ends by itself is waited for.
STANDS_STILL = """() => document.getAnimations().every(
    (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""

ALL = """leftOut => axe.run({
    rules: {...Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: true}])), ...leftOut},
})"""


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
    found = page.evaluate(ALL, LEFT_OUT)
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]]
