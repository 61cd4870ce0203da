"""Two pages open and something between them and the server: everything missed arrives once and in order."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.disconnects import GAPS, Gap, device_sleeps
from tests.e2e.installation import Installation, Windows, port_of, staged
from tests.running.program import running

ALL = 60_000
"""Milliseconds of patience for everything that was missed."""


def messages(page: Page) -> Locator:
    """The numbered messages in the timeline."""
    return page.get_by_role("log").get_by_text(re.compile(r"^Message \d+$"))


def numbered(first: int, last: int) -> list[str]:
    """What stands there, in this order and each once."""
    return [f"Message {place:03}" for place in range(first, last + 1)]


def listed(page: Page, name: str) -> Locator:
    """The order's link in the list, with its badge."""
    return page.get_by_role("region", name="Service orders").get_by_role("link").filter(has_text=name)


def group(page: Page, state: str) -> Locator:
    """The part of the list with the orders of one state."""
    return page.get_by_role("group").filter(has_text=state)


def shown_state(page: Page, state: str) -> Locator:
    """The state above the timeline."""
    return page.get_by_role("region", name="Order workspace").locator("header").get_by_text(state, exact=True)


def opened(windows: Windows, name: str, order: int, *, phone: bool = False) -> Page:
    """Somebody's open page of an order, connected: its stream has said hello, so it has asked what is new."""
    page = windows.signed_in(name, phone=phone)
    look(page, order)
    return page


def look(page: Page, order: int) -> None:
    """Opens the order, and is connected."""
    with page.expect_response(lambda answer: f"/orders/{order}/entries?after=" in answer.url):
        page.goto(f"/orders/{order}")


@pytest.mark.parametrize("gap", GAPS)
def test_what_was_missed_arrives_once_and_in_order(installation: Installation, windows: Windows, gap: Gap) -> None:
    here, there = (installation.order(f"{place} {gap.__name__}", staff=("diego",)) for place in ("Here", "Elsewhere"))
    ogechi = windows.signed_in("Ogechi", phone=True)
    layla = opened(windows, "Layla", there)
    expect(layla.get_by_role("link", name="Open version 1").first).to_be_visible()
    expect(listed(layla, f"Elsewhere {gap.__name__}")).not_to_contain_text("unread")
    look(layla, here)
    installation.say("diego", here, "Message 001")
    expect(messages(layla)).to_have_text(numbered(1, 1))

    with gap(installation, layla):
        for text in numbered(2, 12):
            installation.say("diego", here, text)
        for text in numbered(1, 3):
            installation.say("diego", there, text)
        installation.call("diego", "POST", f"/orders/{here}/fast-close", {})
        if gap is not device_sleeps:
            expect(messages(layla)).to_have_count(1)
            expect(shown_state(layla, "2. Released")).to_be_visible()

    expect(messages(layla)).to_have_text(numbered(1, 12), timeout=ALL)
    expect(shown_state(layla, "4. Finally confirmed")).to_be_visible(timeout=ALL)
    expect(listed(layla, f"Elsewhere {gap.__name__}")).to_contain_text("3 unread", timeout=ALL)
    expect(listed(ogechi, f"Elsewhere {gap.__name__}")).to_contain_text("Message 003", timeout=ALL)
    for page in (layla, ogechi):
        expect(group(page, "4. Finally confirmed").get_by_text(f"Here {gap.__name__}")).to_have_count(1, timeout=ALL)
        expect(page.get_by_text(f"Here {gap.__name__}").first).to_be_attached()


def test_a_restarted_server_tells_what_it_learned_before_anybody_was_back(chromium: Browser, tmp_path: Path) -> None:
    """The browser's address and the data stay; behind the line another process answers."""
    with staged(tmp_path) as installation:
        windows = Windows(chromium, installation.line.address)
        here, there = (installation.order(name, staff=("diego",)) for name in ("Here", "Elsewhere"))
        layla, diego = opened(windows, "Layla", here), opened(windows, "Diego", here, phone=True)
        installation.say("diego", here, "Message 001")
        expect(messages(layla)).to_have_text(numbered(1, 1))
        installation.line.cut()
        installation.program.interrupt()
        with running(installation.data) as again:
            installation.program = again
            for text in numbered(2, 6):
                installation.say("diego", here, text)
            installation.say("diego", there, "Message 001")
            installation.line.target = port_of(again)
            installation.line.mend()
            for page in (layla, diego):
                expect(messages(page)).to_have_text(numbered(1, 6), timeout=ALL)
            expect(listed(layla, "Elsewhere")).to_contain_text("Message 001", timeout=ALL)
            installation.say("layla", here, "Message 007")
            for page in (layla, diego):
                expect(messages(page)).to_have_text(numbered(1, 7), timeout=ALL)
        windows.close()
