"""What axe finds on a page that stands still."""

from collections.abc import Sequence
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

RUN = """([only, leftOut]) => axe.run({
    // Of what is right, nobody asks for the places.
    resultTypes: ["violations"],
    ...(only.length ? { runOnly: only } : {
        rules: {...Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: true}])), ...leftOut},
    }),
})"""
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that look at colours: of a page that was tried in one theme, the other theme has nothing else to show."""


def faults_in_both(page: Page) -> list[tuple[str, Any]]:
    """The same, light and dark."""
    page.emulate_media(color_scheme="dark")
    found = faults(page)
    page.emulate_media(color_scheme="light")
    return found + faults(page, OF_COLOURS)


def faults(page: Page, only: Sequence[str] = ()) -> list[tuple[str, Any]]:
    """The rules that are broken, each with the first places; empty is how it should be. All rules, or `only` these."""
    page.wait_for_function(STANDS_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE())
    found = page.evaluate(RUN, [list(only), LEFT_OUT])
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found["violations"]]
