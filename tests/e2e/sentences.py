"""Where a page says what is wrong: whether it looks like that, and whether it stands by itself."""

from typing import Any

from playwright.sync_api import Page

UNSTYLED = """() => {
    const danger = document.body.appendChild(document.createElement("i"));
    danger.style.color = "var(--danger)";
    const { color } = getComputedStyle(danger);
    danger.remove();
    return [...document.querySelectorAll(".field-error")].filter((one) => one.checkVisibility()).filter((one) => {
        const style = getComputedStyle(one);
        const same = style.color === color && style.fontWeight === "500" && style.display === "flex";
        return !same || !one.querySelector("svg");
    }).map((one) => one.textContent);
}"""
"""Sentences about a fault that do not look like all the others: colour, weight, mark."""

GLUED = """() => {
    const near = (one, way) => {
        for (let found = one[way]; found; found = found[way])
            if (found.checkVisibility() && found.getBoundingClientRect().height > 1) return found;
        return null;
    };
    const faults = [];
    for (const one of document.querySelectorAll(".note, .field-error:not([data-chip])")) {
        if (!one.checkVisibility()) continue;
        const { top, bottom } = one.getBoundingClientRect();
        const before = near(one, "previousElementSibling"), after = near(one, "nextElementSibling");
        const gaps = [];
        for (const box of [before, after].filter(Boolean).map((other) => other.getBoundingClientRect()))
            if (box.top >= bottom - 1) gaps.push(box.top - bottom);
            else if (box.bottom <= top + 1) gaps.push(top - box.bottom);
        if (gaps.some((gap) => gap < (one.matches(".note") ? 8 : 4))) faults.push([one.textContent.trim(), gaps]);
    }
    return faults;
}"""
"""Banners and sentences that touch what stands above or below, with both distances."""


def unstyled(page: Page) -> list[str]:
    """Sentences about faults that do not look like one."""
    found: list[str] = page.evaluate(UNSTYLED)
    return found


def glued(page: Page) -> list[Any]:
    """Banners and sentences that touch what stands around them."""
    found: list[Any] = page.evaluate(GLUED)
    return found
