"""An order from create to its end without a mouse: every step by keys, and the focus is always seen."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.installation import PASSWORD, Installation, Windows
from tests.e2e.keyboard import HERE, choose, press, reach, see_focus, write, write_moment


def sign_in(windows: Windows, key: str) -> Page:
    """By e-mail and password."""
    page = windows.empty()
    page.goto("/sign-in")
    write(page.get_by_label("E-mail"), f"{key}@nadiya.example")
    write(page.get_by_label("Password", exact=True), PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/orders")
    return page


def focused(target: Locator) -> None:
    """Waits until it has the focus, and that is seen."""
    expect(target).to_be_focused()
    see_focus(target.page)


def shown_state(page: Page, state: str) -> Locator:
    """The state above the timeline."""
    return page.get_by_role("region", name="Order workspace").locator("header").get_by_text(state, exact=True)


def create(page: Page) -> None:
    """The create form, pickers and rows."""
    press(page.get_by_role("link", name="New order", exact=True))
    page.wait_for_url("**/orders/new")
    choose(page.get_by_role("combobox", name="Order type"), "comp", "Computer repair")
    choose(page.get_by_role("combobox", name="Client"), "acm", "ACME")
    write(page.get_by_label("Order name"), "By keys alone")
    write(page.get_by_label("Order description"), "Nobody is online.")
    write_moment(page.get_by_label("Work start"), "0800")
    expect(page.get_by_label("Work start")).to_have_value("2026-12-12T08:00")
    write_moment(page.get_by_label("Work completion"), "1100")
    press(page.get_by_role("button", name="Add product"))
    choose(page.get_by_role("combobox", name="Product"), "patch", "Patch cable")
    write(page.get_by_label("Quantity"), "4")
    press(page.get_by_role("button", name="Add product"))
    reach(page.get_by_role("radio", name="Material").last, "Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Service").last).to_be_checked()
    choose(page.get_by_role("combobox", name="Product").last, "router", "Router diagnosis")
    write(page.get_by_label("Quantity").last, "1")
    press(page.get_by_role("button", name="Add worker"))
    choose(page.get_by_role("combobox", name="Worker"), "dieg", "Diego González")
    write(page.get_by_label("Hours"), "2")
    expect(page.get_by_text("$176.00")).to_be_visible()
    press(page.get_by_role("button", name="Create order"))
    page.wait_for_url(re.compile(r"/orders/\d+$"))


def open_order(page: Page) -> None:
    """From the list."""
    press(page.get_by_role("link").filter(has_text="By keys alone"))
    page.wait_for_url(re.compile(r"/orders/\d+$"))


def release(page: Page) -> None:
    """With a typed name."""
    opener = page.get_by_role("link", name="Release service order")
    press(opener)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    focused(opener)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    press(dialog.get_by_role("radio", name="Yes, release"), "Space")
    press(dialog.get_by_role("button", name="Type instead"))
    typed = dialog.get_by_label("Your full name, in place of a drawing")
    focused(typed)
    write(typed, "Ogechi Adeola")
    press(dialog.get_by_role("button", name="Release order"))
    expect(shown_state(page, "2. Released")).to_be_visible()


def from_menu(page: Page, action: str) -> Locator:
    """Opens an action's form by the menu's arrows; the dialog."""
    press(page.get_by_role("button", name="Actions"))
    item = page.get_by_role("menuitem", name=action)
    expect(page.get_by_role("menuitem").first).to_be_focused()
    for _item in range(page.get_by_role("menuitem").count()):
        see_focus(page)
        if item.evaluate(HERE):
            break
        page.keyboard.press("ArrowDown")
    focused(item)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_an_order_goes_from_create_to_its_end_by_keyboard_alone(windows: Windows) -> None:
    layla, ogechi, diego = (sign_in(windows, key) for key in ("layla", "ogechi", "diego"))
    create(layla)
    open_order(ogechi)
    release(ogechi)

    expect(shown_state(layla, "2. Released")).to_be_visible()
    dialog = from_menu(layla, "Add or remove field workers")
    chosen = dialog.get_by_role("checkbox", name="Diego González")
    reach(chosen)
    if not chosen.is_checked():
        layla.keyboard.press("Space")
    expect(chosen).to_be_checked()
    press(dialog.get_by_role("button", name="Save"))
    expect(dialog).to_be_hidden()

    open_order(diego)
    dialog = from_menu(diego, "Create confirmation")
    press(dialog.get_by_role("button", name="Start from the plan"))
    expect(dialog.get_by_role("combobox")).to_have_count(3)
    write(dialog.get_by_label("Quantity").first, "2")
    press(dialog.get_by_role("radio", name="Yes, close order"), "Space")
    press(dialog.get_by_role("button", name="Send and close order"))
    expect(dialog).to_be_hidden()
    for page in (layla, ogechi, diego):
        expect(shown_state(page, "4. Finally confirmed")).to_be_visible()


def test_escape_leads_back_to_where_one_was(installation: Installation, windows: Windows) -> None:
    order = installation.order("Back again", staff=("diego",))
    layla = sign_in(windows, "layla")
    layla.goto(f"/orders/{order}")
    actions = layla.get_by_role("button", name="Actions")
    press(actions)
    expect(layla.get_by_role("menuitem").first).to_be_focused()
    layla.keyboard.press("Escape")
    focused(actions)
    for action in ("Add or remove field workers", "Create confirmation", "Fast close", "Not performed"):
        dialog = from_menu(layla, action)
        layla.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        focused(actions)
    people = layla.get_by_role("link", name="Field workers", exact=True)
    press(people)
    expect(layla.get_by_role("dialog")).to_be_visible()
    layla.keyboard.press("Escape")
    expect(layla.get_by_role("dialog")).to_be_hidden()
    focused(people)
