"""Keys are listed, skip links come first, and what was opened has the focus."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import faults_in_both
from tests.e2e.installation import Installation, Windows
from tests.e2e.keyboard import HERE, press, reach, see_focus
from tests.e2e.test_keyboard import sign_in

MOST_TABS = 4
Step = Callable[[Page], None]


def stops_to(target: Locator) -> int:
    """How many presses of Tab, from where one is."""
    for stops in range(MOST_TABS + 1):
        if target.evaluate(HERE):
            return stops
        target.page.keyboard.press("Tab")
        see_focus(target.page)
    return MOST_TABS + 1


@pytest.fixture
def order(installation: Installation) -> int:
    """One that Layla may act on."""
    return installation.order("Keys", staff=("diego",))


@pytest.mark.parametrize("address", ["/orders", "/orders/{order}", "/orders/table", "/orders/board", "/profile"])
def test_a_question_mark_lists_the_keys(windows: Windows, order: int, address: str) -> None:
    """faults.md D18: `n` and `/` were listed nowhere."""
    page = sign_in(windows, "layla")
    page.goto(address.format(order=order))
    # Until htmx has come to it, the same link leads to the page of the keys.
    page.wait_for_function("() => document.querySelector('[data-key=\\'?\\']').matches('[data-htmx-powered]')")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    for key, does in (
        ("?", "Show these keys"),
        ("/", "Search orders"),
        ("N", "New order"),
        ("J", "Go through the table"),
    ):
        row = dialog.locator("dl > div").filter(has_text=does)
        expect(row.locator("kbd").get_by_text(key, exact=True)).to_be_visible()
    expect(dialog.get_by_role("heading", name="Keys")).to_be_focused()
    assert faults_in_both(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_keys_that_are_listed_work(windows: Windows, order: int) -> None:
    page = sign_in(windows, "layla")
    page.goto(f"/orders/{order}")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search orders")).to_be_focused()
    page.keyboard.type("?n")
    expect(page.get_by_role("searchbox", name="Search orders")).to_have_value("?n")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.goto(f"/orders/{order}")
    page.keyboard.press("n")
    page.wait_for_url("**/orders/new")


def test_the_menu_leads_to_the_keys_and_a_field_worker_reads_only_theirs(windows: Windows) -> None:
    page = sign_in(windows, "diego")
    press(page.locator(".nav__user"))
    expect(page.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="Keys")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog.get_by_text("Search orders")).to_be_visible()
    expect(dialog.get_by_text("New order")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.goto("/keys")
    expect(page.get_by_role("heading", name="Keys", level=1)).to_be_focused()


@pytest.mark.parametrize("address", ["/orders", "/orders/table", "/orders/board"])
def test_a_new_order_is_a_few_tabs_away(windows: Windows, order: int, address: str) -> None:
    """faults.md D18: it took 51 Tabs; skip links are the first that Tab reaches."""
    assert order
    page = sign_in(windows, "layla")
    page.goto(address)
    skip = page.get_by_role("link", name="Skip to New order")
    assert stops_to(skip) <= 3
    page.keyboard.press("Enter")
    new = page.get_by_role("link", name="New order", exact=True)
    expect(new).to_be_focused()
    see_focus(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders/new")


@pytest.mark.parametrize(
    ("address", "link", "first"),
    [
        ("/orders", "Skip to the orders", "details summary"),
        ("/orders/table", "Skip to the orders", "#orders-table input"),
        ("/orders/board", "Skip to the orders", "#board button"),
        ("/clients", "Skip to the content", "main input, main a"),
    ],
)
def test_skip_links_lead_past_the_menu(windows: Windows, order: int, address: str, link: str, first: str) -> None:
    """The next Tab is the first thing of what was asked for."""
    assert order
    page = sign_in(windows, "layla")
    page.goto(address)
    press(page.get_by_role("link", name=link))
    page.keyboard.press("Tab")
    found = page.locator(first).filter(visible=True).first
    if not found.evaluate(HERE):
        page.keyboard.press("Tab")
    assert found.evaluate(HERE)


FIRST = {
    "/orders/new": ("combobox", "Order type"),
    "/orders/{order}": ("heading", "Keys"),
    "/orders/{order}/confirmation": ("button", "Start from the plan"),
    "/orders/{order}/not-performed": ("textbox", "Reason"),
    "/clients/new": ("textbox", "Name"),
    "/clients/acme": ("textbox", "Name"),
    "/rules/new": ("textbox", "Name"),
    "/company": ("textbox", "Name"),
}


@pytest.mark.parametrize("address", FIRST)
def test_what_was_opened_has_the_focus(windows: Windows, order: int, address: str) -> None:
    """faults.md D18: the focus stood on the body. In the first field of a form, at the heading of an order."""
    page = sign_in(windows, "layla" if "order" in address else "noor")
    page.goto(address.format(order=order))
    role, name = FIRST[address]
    inside = page.get_by_role("main")
    expect(inside.get_by_role(role, name=name).first).to_be_focused()  # type: ignore[arg-type]


@pytest.mark.parametrize("address", FIRST)
def test_on_a_phone_no_field_takes_the_focus(windows: Windows, order: int, address: str) -> None:
    """Its keyboard would lie over half of the form."""
    page = windows.signed_in("Layla" if "order" in address else "Noor", phone=True)
    page.goto(address.format(order=order))
    expect(page.get_by_role("heading").filter(visible=True).first).to_be_visible()
    page.wait_for_function("() => document.activeElement !== document.body")
    assert page.evaluate("document.activeElement.matches('h1, h2')")


def test_a_dialog_begins_in_the_first_field_but_not_on_a_phone(windows: Windows, order: int) -> None:
    for phone in (False, True):
        page = windows.signed_in("Layla", phone=phone)
        page.goto(f"/orders/{order}")
        page.get_by_role("button", name="Actions").click()
        page.get_by_role("menuitem", name="Not performed").click()
        dialog = page.get_by_role("dialog")
        role, name = ("heading", "Not performed") if phone else ("textbox", "Reason")
        expect(dialog.get_by_role(role, name=name)).to_be_focused()  # type: ignore[arg-type]


def test_a_link_to_an_entry_leads_there_and_not_to_the_heading(windows: Windows, order: int) -> None:
    page = sign_in(windows, "layla")
    page.goto(f"/orders/{order}?at=1#e1")
    expect(page.locator("#e1")).to_be_in_viewport()
    page.wait_for_function("() => document.querySelector('[data-timeline]').dataset.seq")
    assert page.evaluate("document.activeElement === document.body")


def test_faults_have_the_focus_and_not_the_first_field(windows: Windows) -> None:
    page = sign_in(windows, "layla")
    page.goto("/orders/new")
    page.get_by_label("Order name").fill("Half")
    reach(page.get_by_role("button", name="Create order"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is required").first).to_be_visible()
    expect(page.get_by_role("combobox", name="Order type")).to_be_focused()
