"""What sticks out of its card, lies over its neighbour, or is cut without a sign, measured on the page."""

from typing import Any

from playwright.sync_api import Page

SPILLED = """() => {
    const SIDEWAYS = ".table-wrap, .page__body--board";
    const faults = [], blocks = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const isBox = ({ backgroundColor: ground, borderInlineEndWidth: border }) =>
        ground !== "rgba(0, 0, 0, 0)" || Number.parseFloat(border) > 0;
    const isHidden = (one) => {
        if (!one.checkVisibility({ visibilityProperty: true })) return true;
        for (let up = one; up; up = up.parentElement)
            if (up.getBoundingClientRect().width <= 1 && getComputedStyle(up).overflowX !== "visible") return true;
        return false;
    };
    const say = (words, what, box) => faults.push(`${what}: ${words.slice(0, 40)} (${box.className || box.tagName})`);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const words = node.textContent.trim(), parent = node.parentElement;
        if (!words || parent.closest(".visually-hidden, script, option, .skip") || isHidden(parent)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
        if (rects.length === 0) continue;
        let left = Math.min(...rects.map((one) => one.left)), right = Math.max(...rects.map((one) => one.right));
        let top = Math.min(...rects.map((one) => one.top)), bottom = Math.max(...rects.map((one) => one.bottom));
        let block = null, over = false;
        for (let up = parent; up && up !== document.documentElement; up = up.parentElement) {
            const style = getComputedStyle(up), box = up.getBoundingClientRect();
            if (!block && !style.display.startsWith("inline")) block = up;
            if (["absolute", "fixed", "sticky"].includes(style.position)) over = true;
            const outside = right > box.right + 1 || left < box.left - 1;
            if (style.overflowX === "visible") {
                if (outside && (isBox(style) || up === block)) { say(words, "sticks out", up); break; }
                continue;
            }
            if (outside && style.textOverflow !== "ellipsis" && !up.matches(SIDEWAYS)) {
                say(words, ["auto", "scroll"].includes(style.overflowX) ? "scrolls away" : "is cut", up);
                break;
            }
            left = Math.max(left, box.left); right = Math.min(right, box.right);
            top = Math.max(top, box.top); bottom = Math.min(bottom, box.bottom);
        }
        if (over || !block || right - left < 1 || bottom - top < 1) continue;
        const seen = blocks.get(block);
        blocks.set(block, seen ? {
            left: Math.min(left, seen.left), right: Math.max(right, seen.right),
            top: Math.min(top, seen.top), bottom: Math.max(bottom, seen.bottom), words: seen.words,
        } : { left, right, top, bottom, words });
    }
    for (const field of document.querySelectorAll(".stepper input"))
        if (field.checkVisibility() && field.scrollWidth > field.clientWidth + 1) say(field.value, "is cut", field);
    const found = [...blocks];
    for (const [at, [one, a]] of found.entries())
        for (const [other, b] of found.slice(at + 1)) {
            if (one.contains(other) || other.contains(one)) continue;
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > -4 && down > 4) say(`${a.words.slice(0, 18)} | ${b.words.slice(0, 18)}`, "touch", one);
        }
    return [...new Set(faults)];
}"""
"""Texts that leave a box with a border or a ground, that are cut without an ellipsis, or that touch each other."""

COVERED = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
    if (!one.checkVisibility()) return false;
    one.scrollIntoView({ block: "center" });
    const { left, top, width, height } = one.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return !(one.contains(found) || found?.contains(one));
}).map((one) => one.parentElement.textContent.trim().slice(0, 60))"""
"""What cannot be brought into sight because something lies over it."""


def spilled(page: Page) -> list[Any]:
    """Empty is how it should be; the page as a whole, too, must not be wider than its window."""
    found: list[Any] = page.evaluate(SPILLED)
    wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, *([f"the page is {wide} px too wide"] if wide > 0 else [])]


def covered(page: Page, selector: str) -> list[str]:
    """Elements of the selector that stay under something else."""
    found: list[str] = page.evaluate(COVERED, selector)
    return found
