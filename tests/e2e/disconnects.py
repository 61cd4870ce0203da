"""Ways in which an open page misses what happens."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation

Gap = Callable[[Installation, Page], AbstractContextManager[None]]


@contextmanager
def connection_breaks(installation: Installation, page: Page) -> Iterator[None]:
    """Every connection is refused; the page says so, and says when it is over."""
    installation.line.cut()
    try:
        yield
        expect(page.get_by_text("No connection. New things appear when it is back.")).to_be_visible()
    finally:
        installation.line.mend()
    expect(page.get_by_text("No connection. New things appear when it is back.")).to_be_hidden(timeout=60_000)


@contextmanager
def nothing_moves(installation: Installation, _page: Page) -> Iterator[None]:
    """The radio hole of a lift: nothing breaks, nothing arrives."""
    installation.line.hold()
    try:
        yield
    finally:
        installation.line.let_go()


@contextmanager
def tab_is_hidden(_house: Installation, page: Page) -> Iterator[None]:
    """Another tab is in front. A headless browser has none, so the page is told as a browser would tell it."""
    page.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    yield
    page.evaluate(
        """() => {
            delete document.visibilityState;
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )


@contextmanager
def device_sleeps(installation: Installation, page: Page) -> Iterator[None]:
    """The lid is closed: the pages' processes stand still, and their connections are gone when they go on."""
    browser = page.context.browser
    assert browser
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [process["id"] for process in processes if process["type"] == "renderer"]
    assert renderers
    for renderer in renderers:
        os.kill(renderer, signal.SIGSTOP)
    installation.line.cut()
    try:
        yield
    finally:
        installation.line.mend()
        for renderer in renderers:
            os.kill(renderer, signal.SIGCONT)


GAPS: list[Gap] = [connection_breaks, nothing_moves, tab_is_hidden, device_sleeps]
