"""Table and board in a browser: rows change where they stand, cards are moved by hand or by keys, always by a form."""

from playwright.sync_api import Page, expect

from tests.e2e.axe import faults
from tests.e2e.installation import INK, Installation, Windows


def connected(page: Page, address: str) -> None:
    """Opens the list; its stream has said hello, so that it has asked what is new."""
    with page.expect_response(lambda answer: "/rows?" in answer.url or "/columns" in answer.url):
        page.goto(address)


def hold(page: Page) -> None:
    """Fails on anything axe finds or that sticks out, in both themes and from right to left."""
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        assert not faults(page)
    for direction in ("rtl", "ltr"):
        page.evaluate("dir => { document.documentElement.dir = dir; }", direction)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_what_changes_leaves_scroll_choice_and_focus_alone(installation: Installation, windows: Windows) -> None:
    orders = [installation.order(f"Table {place}") for place in range(30)]
    watched = orders[4]
    layla = windows.signed_in("Layla")
    connected(layla, "/orders/table?q=table")
    expect(layla.locator("#orders-count")).to_have_text("Orders: 30")
    box = layla.get_by_label(f"Select order {watched}", exact=True)
    box.check()
    expect(layla.get_by_text("1 selected")).to_be_visible()
    box.focus()
    before = layla.locator("#orders-table").evaluate("table => table.scrollTop")
    assert before > 0
    with layla.expect_response(lambda answer: "/rows?" in answer.url):
        installation.call("ogechi", "POST", f"/orders/{watched}/release", {"signature": INK})
    expect(layla.locator(f"#row-{watched}")).to_contain_text("2. Released")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert layla.locator("#orders-table").evaluate("table => table.scrollTop") == before
    new = installation.order("Table new")
    news = layla.get_by_role("button", name="Changed meanwhile: show it")
    expect(news).to_be_visible()
    expect(layla.locator(f"#row-{new}")).to_have_count(0)
    news.click()
    expect(layla.locator(f"#row-{new}")).to_be_visible()
    hold(layla)


def test_people_are_added_to_chosen_orders_by_keys_alone(installation: Installation, windows: Windows) -> None:
    made, sent = installation.order("Keys made"), installation.order("Keys sent", released=True)
    layla = windows.signed_in("Layla")
    connected(layla, "/orders/table?q=keys")
    keys = layla.keyboard
    keys.press("j")
    expect(layla.get_by_role("link", name="Keys sent")).to_be_focused()
    keys.press("Space")
    keys.press("ArrowDown")
    keys.press("x")
    expect(layla.get_by_text("2 selected")).to_be_visible()
    layla.get_by_role("link", name="Add field workers").press("Enter")
    dialog = layla.get_by_role("dialog")
    dialog.get_by_label("Diego").check()
    hold(layla)
    dialog.get_by_role("button", name="Add", exact=True).press("Enter")
    expect(dialog).to_contain_text("Added to 1 order.")
    expect(dialog).to_contain_text(f"{made}: The order is not released yet.")
    keys.press("Escape")
    expect(layla.locator(f"#row-{sent}")).to_contain_text("Diego")


def test_a_moved_card_is_offered_the_form_and_moves_only_by_it(installation: Installation, windows: Windows) -> None:
    number = installation.order("Moved by hand")
    ogechi, layla = windows.signed_in("Ogechi"), windows.signed_in("Layla")
    for page in (ogechi, layla):
        connected(page, "/orders/board?q=moved")
    drag(ogechi, number, 2)
    dialog = ogechi.get_by_role("dialog")
    expect(dialog).to_contain_text("Release service order")
    expect(ogechi.locator("#column-1")).to_contain_text("Moved by hand")
    ogechi.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    drag(ogechi, number, 3)
    expect(ogechi.locator("#toasts")).to_contain_text("The order is not released yet.")
    drag(ogechi, number, 5)
    dialog.get_by_text("No, reject").click()
    dialog.get_by_label("Reason").fill("Twice")
    dialog.get_by_role("button", name="Reject").click()
    for page in (ogechi, layla):
        expect(page.locator("#column-5")).to_contain_text("Moved by hand")
    assert ogechi.url.endswith("/orders/board?q=moved")
    hold(ogechi)


def test_a_card_is_moved_by_its_menu_on_a_phone(installation: Installation, windows: Windows) -> None:
    number = installation.order("By menu", staff=("diego",))
    diego = windows.signed_in("Diego", phone=True)
    connected(diego, "/orders/board?q=menu")
    button = diego.get_by_role("button", name=f"Move order {number}", exact=True)
    button.scroll_into_view_if_needed()
    button.tap()
    menu = diego.get_by_role("menu", name="Move to")
    expect(menu.get_by_role("menuitem").first).to_be_focused()
    hold(diego)
    menu.get_by_role("menuitem").filter(has_text="Fast close").tap()
    dialog = diego.get_by_role("dialog")
    dialog.get_by_text("Yes").first.click()
    dialog.get_by_role("button").last.click()
    expect(diego.locator("#column-4")).to_contain_text("By menu")


def drag(page: Page, number: int, column: int) -> None:
    """The card of an order, by the mouse, to a column."""
    card = page.locator(f"#card-{number} .kanban-card__foot").bounding_box()
    target = page.locator(f"#column-{column}").bounding_box()
    assert card
    assert target
    page.mouse.move(card["x"] + 40, card["y"] + 8)
    page.mouse.down()
    page.mouse.move(target["x"] + 60, target["y"] + 90, steps=5)
    page.mouse.up()
