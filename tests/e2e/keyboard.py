"""A person without a mouse: Tab until something has the focus, and always see where it is."""

import re

from playwright.sync_api import Locator, Page, expect

MOST_STOPS = 150
HERE = "element => element === document.activeElement"
UNSEEN = """() => {
    const focused = document.activeElement;
    const words = focused.getAttribute("aria-label") ?? (focused.labels?.[0] ?? focused).textContent.trim();
    const name = `${focused.tagName} ${words.slice(0, 40)}`;
    if (focused === document.body) return "";
    if (focused.tabIndex < 0 && !focused.matches("input, textarea, select, button, a")) return "";
    const around = [focused, ...ancestors(focused)];
    const ring = around.find((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const wide = element.getBoundingClientRect().width > 4;
        return wide && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 1;
    });
    if (!ring) return `${name} has the focus and no ring around it`;
    const { left, top, width, height } = ring.getBoundingClientRect();
    const seen = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].some(([across, down]) => {
        const found = document.elementFromPoint(left + width * across, top + height * down);
        return found && (ring.contains(found) || found.contains(ring) && found !== document.body);
    });
    return seen ? "" : `${name} has the focus out of sight`;
    function ancestors(element) {
        const found = [];
        for (let up = element.parentElement; up && found.length < 4; up = up.parentElement) found.push(up);
        return found;
    }
}"""
"""Why nobody sees where the focus is; empty when it is seen. A heading that a dialog begins with needs no ring."""


def see_focus(page: Page) -> None:
    """Fails where the focus cannot be seen."""
    fault = page.evaluate(UNSEEN)
    assert not fault, fault


def reach(target: Locator, key: str = "Tab") -> None:
    """Presses Tab until the target has the focus; every stop on the way must be seen."""
    page = target.page
    expect(target).to_be_attached()
    for _stop in range(MOST_STOPS):
        here, fault = target.evaluate(f"element => [element === document.activeElement, ({UNSEEN})()]")
        assert not fault, fault
        if here:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} cannot be reached by {key}")


def press(target: Locator, key: str = "Enter") -> None:
    """Reaches it and presses the key."""
    reach(target)
    target.page.keyboard.press(key)


def write(target: Locator, text: str) -> None:
    """Reaches a field and types over what stands in it."""
    reach(target)
    target.page.keyboard.press("ControlOrMeta+a")
    target.page.keyboard.type(text)


def choose(target: Locator, text: str, choice: str) -> None:
    """Types into a searchable list and takes what it offers first."""
    write(target, text)
    page = target.page
    expect(page.get_by_role("option", name=choice).first).to_be_visible()
    expect(page.get_by_role("option", name=choice).first).to_have_attribute("id", target_option(target))
    page.keyboard.press("Enter")
    expect(target).to_have_value(choice)
    expect(page.get_by_role("option")).to_have_count(0)


def target_option(target: Locator) -> str:
    """The option that Enter would take, as a screen reader is told."""
    expect(target).to_have_attribute("aria-activedescendant", re.compile(".+"))
    return target.get_attribute("aria-activedescendant") or ""


def write_moment(target: Locator, time: str) -> None:
    """12 December 2026 at a time of the morning: one way round or the other, by 12 hours or by 24."""
    reach(target)
    target.page.keyboard.type("12122026")
    # A year may have more than four digits: the arrow goes on.
    target.page.keyboard.press("ArrowRight")
    target.page.keyboard.type(f"{time}AM")
