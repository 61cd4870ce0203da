"""A passkey in a browser with a device of its own: kept in the profile, and then it lets in instead of the password."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.e2e.axe import faults_in_both
from tests.e2e.installation import PASSWORD, Installation, Windows

DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def page(installation: Installation, windows: Windows) -> Page:
    """An empty window. Passkeys are for names of hosts, never for their numbers."""
    return windows.empty()


def at(installation: Installation, path: str) -> str:
    return f"http://localhost:{urlsplit(installation.line.address).port}{path}"


def device(page: Page, *, verified: bool = True) -> tuple[CDPSession, str]:
    """A device that knows its owner, or does not."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | {"isUserVerified": verified}})
    return session, added["authenticatorId"]


def by_password(installation: Installation, page: Page, key: str) -> None:
    page.goto(at(installation, "/sign-in"))
    page.get_by_label("E-mail").fill(f"{key}@nadiya.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_passkey_is_kept_lets_in_alone_and_is_taken_away(installation: Installation, page: Page) -> None:
    installation.second_process.do("set_password", key="otto", password=PASSWORD)
    session, made = device(page)
    by_password(installation, page, "otto")
    page.wait_for_url("**/orders")
    page.goto(at(installation, "/profile"))
    page.get_by_role("link", name="Add a passkey").press("Enter")
    page.get_by_label("Name").fill("Otto's phone")
    page.get_by_label("Your password").fill(PASSWORD)
    assert not faults_in_both(page)
    page.get_by_role("button", name="Ask the device").press("Enter")
    codes = page.locator(".codes code")
    expect(codes).to_have_count(10)
    assert not faults_in_both(page)
    recovery = codes.first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_text("Otto's phone")).to_be_visible()
    assert len(session.send("WebAuthn.getCredentials", {"authenticatorId": made})["credentials"]) == 1

    page.context.clear_cookies()
    page.goto(at(installation, "/sign-in?next=/profile"))
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    page.wait_for_url("**/profile")
    expect(page.get_by_text(re.compile("last used"))).to_be_visible()

    # The password alone is not enough any more: the key, or a recovery code.
    page.context.clear_cookies()
    by_password(installation, page, "otto")
    page.wait_for_url("**/sign-in/code")
    assert not faults_in_both(page)
    page.get_by_role("button", name="Use a passkey").press("Enter")
    page.wait_for_url("**/orders")
    page.context.clear_cookies()
    by_password(installation, page, "otto")
    page.get_by_label("Code").fill(recovery)
    page.get_by_label("Code").press("Enter")
    page.wait_for_url("**/orders")

    page.goto(at(installation, "/profile"))
    page.get_by_role("link", name="Remove Otto's phone").press("Enter")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("It is not asked for any more")).to_be_visible()
    page.context.clear_cookies()
    page.goto(at(installation, "/sign-in"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Nobody can sign in here with this passkey.")).to_be_visible()


def test_a_device_that_does_not_know_its_owner_gives_nothing(installation: Installation, page: Page) -> None:
    device(page, verified=False)
    page.goto(at(installation, "/sign-in"))
    button = page.get_by_role("button", name="Sign in with a passkey")
    button.click()
    expect(page.get_by_text("The device gave no passkey.")).to_be_visible()
    expect(button).to_be_enabled()
