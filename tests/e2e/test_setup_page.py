"""An empty installation: its first page and the checklist it leads to, in both themes, at a desk and on a phone."""

from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_screens import look_at_both
from tests.running.program import started

SIZES = ("desktop", "phone")
PASSWORD = "a long enough secret"


def window(chromium: Browser, address: str, size: str, zone: str = "Europe/Madrid") -> BrowserContext:
    """A browser of somebody in Madrid."""
    return chromium.new_context(
        viewport=PHONE if size == "phone" else DESKTOP,  # type: ignore[arg-type]
        base_url=address,
        timezone_id=zone,
    )


def begin(page: Page) -> None:
    """Company and first administrator."""
    page.goto("/")
    page.get_by_label("Company name").fill("Nadiya IT")
    page.get_by_label("Your name").fill("Noor Haddad")
    page.get_by_label("E-mail").fill("noor@nadiya.example")
    page.locator("input[type=password]").first.fill(PASSWORD)
    page.locator("input[type=password]").last.fill(PASSWORD)
    page.get_by_role("button", name="Start", exact=True).click()
    page.wait_for_url("**/orders")


def test_from_an_empty_installation_to_the_checklist(chromium: Browser, tmp_path: Path) -> None:
    with started(tmp_path) as program:
        for size in SIZES:
            context = window(chromium, program.address, size)
            page = context.new_page()
            page.goto("/")
            expect(page.get_by_label("Time zone")).to_have_value("Europe/Madrid")
            look_at_both(page, f"start-{size}")
            context.close()
        first = window(chromium, program.address, "desktop")
        begin(first.new_page())
        cookies = first.cookies()
        first.close()
        for size in SIZES:
            context = window(chromium, program.address, size)
            context.add_cookies(cookies)  # type: ignore[arg-type]
            page = context.new_page()
            page.goto("/orders")
            expect(page.get_by_role("link", name="Go there").first).to_be_visible()
            # Without the tabs a phone has neither menu nor sign-out here.
            expect(page.get_by_role("navigation", name="Tabs")).to_be_visible(visible=size == "phone")
            look_at_both(page, f"checklist-{size}")
            context.close()


def test_the_description_of_the_api_holds(chromium: Browser, demo: str) -> None:
    for size in SIZES:
        context = window(chromium, demo, size)
        page = context.new_page()
        page.goto("/api/v1/docs")
        look_at_both(page, f"api-{size}")
        context.close()
