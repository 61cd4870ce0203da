"""Ctrl K: the keyboard alone finds what was said and starts what is to be done."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation, Windows
from tests.e2e.test_live import look


def palette(page: Page) -> None:
    """Opens it by its keys."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search or start something")).to_be_focused()


def test_a_word_is_found_and_leads_to_its_entry_with_the_keyboard_alone(
    installation: Installation, windows: Windows
) -> None:
    order = installation.order("Palette", staff=("diego",))
    installation.say("diego", order, "The transformer hums in B flat")
    for place in range(90):
        installation.say("layla", order, f"Later {place}")
    diego = windows.signed_in("Diego")
    palette(diego)
    diego.keyboard.type("transformer")
    line = diego.get_by_role("option", name=re.compile("hums in B flat"))
    expect(line).to_be_visible()
    expect(line.locator("mark")).to_have_text("transformer")
    while line.get_attribute("aria-selected") != "true":
        diego.keyboard.press("ArrowDown")
    diego.keyboard.press("Enter")
    diego.wait_for_url(re.compile(rf"/orders/{order}\?at=\d+#e\d+$"))
    expect(diego.get_by_role("log").get_by_text("hums in B flat")).to_be_in_viewport()


def test_an_action_of_the_open_order_is_started_and_escape_leaves(installation: Installation, windows: Windows) -> None:
    order = installation.order("Start")
    ogechi = windows.signed_in("Ogechi")
    look(ogechi, order)
    palette(ogechi)
    ogechi.keyboard.press("Escape")
    expect(ogechi.get_by_role("combobox", name="Search or start something")).to_be_hidden()
    ogechi.get_by_role("button", name="Search", exact=True).click()
    ogechi.keyboard.type("release")
    option = ogechi.get_by_role("option", name="Release service order")
    expect(option).to_have_attribute("aria-selected", "true")
    ogechi.keyboard.press("Enter")
    expect(ogechi.get_by_role("dialog", name=re.compile("[Rr]elease"))).to_be_visible()
    ogechi.keyboard.press("Control+k")
    expect(ogechi.get_by_role("combobox", name="Search or start something")).to_be_hidden()
