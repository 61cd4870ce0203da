"""The door: seen by everybody, so looked at without anybody signed in."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_screens import look_at


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_sign_in_page_holds(chromium: Browser, demo: str, theme: str, phone: bool) -> None:
    size = PHONE if phone else DESKTOP
    context = chromium.new_context(viewport=size, color_scheme=theme, base_url=demo)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto("/sign-in")
        look_at(page, f"sign-in-{'phone' if phone else 'desktop'}-{theme}")
    finally:
        context.close()
