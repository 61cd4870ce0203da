"""The door: seen by everybody, so looked at without anybody signed in."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.installation import Windows
from tests.e2e.test_screens import look_at_both


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_sign_in_page_holds(chromium: Browser, demo: str, phone: bool) -> None:
    windows = Windows(chromium, demo)
    page = windows.empty(phone=phone)
    page.goto("/sign-in")
    look_at_both(page, f"sign-in-{'phone' if phone else 'desktop'}")
    windows.close()
