"""Several people on one order: who is here, who is typing, who has read how far; and many tabs with one stream."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.installation import Installation, Windows
from tests.e2e.test_live import ALL, look, messages, numbered, opened


def head(page: Page) -> Locator:
    """The head of the workspace."""
    return page.locator("#order-head")


def typing(page: Page) -> Locator:
    """The line above the composer."""
    return page.locator("[data-typing-indicator=line]")


def test_three_people_see_each_other_come_and_go(installation: Installation, windows: Windows) -> None:
    here = installation.order("Company", staff=("diego",))
    layla = opened(windows, "Layla", here)
    expect(head(layla)).not_to_contain_text("is here")
    diego = opened(windows, "Diego", here, phone=True)
    expect(head(layla).get_by_text("Diego González is here")).to_be_visible()
    expect(head(diego).get_by_text("Layla Nassar is here")).to_be_attached()
    ogechi = opened(windows, "Ogechi", here)
    expect(head(layla).get_by_text("Diego González and Ogechi Adeola are here")).to_be_visible()
    people = layla.get_by_role("complementary", name="Order details")
    expect(people.get_by_text("Diego González is here now")).to_be_attached()

    installation.say("diego", here, "Message 001")
    expect(messages(layla)).to_have_text(numbered(1, 1))
    # The head came anew with the message, and still knows.
    expect(head(layla).locator(".avatar[data-on]")).to_have_count(2)
    diego.goto("/orders")
    expect(head(layla).get_by_text("Ogechi Adeola is here")).to_be_visible()
    ogechi.close()
    expect(head(layla)).not_to_contain_text("is here")
    expect(head(layla).locator(".avatar[data-on]")).to_have_count(0)


def test_who_types_is_named_until_the_message_is_there(installation: Installation, windows: Windows) -> None:
    here = installation.order("Typing", staff=("diego",))
    layla, diego = opened(windows, "Layla", here), opened(windows, "Diego", here, phone=True)
    expect(head(layla).get_by_text("Diego González is here")).to_be_visible()
    box = diego.get_by_role("textbox", name="Message")
    box.press_sequentially("Message")
    expect(typing(layla)).to_have_text("Diego González is typing …")
    expect(typing(diego)).to_have_text("")
    box.press_sequentially(" 001")
    diego.get_by_role("button", name="Send").click()
    expect(messages(layla)).to_have_text(numbered(1, 1))
    expect(typing(layla)).to_have_text("")


def test_who_has_read_how_far_moves_with_the_reading(installation: Installation, windows: Windows) -> None:
    here = installation.order("Reading", staff=("diego",))
    installation.say("diego", here, "Message 001")
    layla = opened(windows, "Layla", here)

    def seen_below(text: str) -> Locator:
        return layla.locator(".msg").filter(has_text=text).locator("xpath=following-sibling::*[1][@role='img']")

    expect(seen_below("Message 001")).to_have_accessible_name("Seen by Diego González")
    installation.say("layla", here, "Message 002")
    expect(messages(layla)).to_have_count(2)
    expect(seen_below("Message 001")).to_have_count(1)
    expect(seen_below("Message 002")).to_have_count(0)
    diego = opened(windows, "Diego", here)
    diego.get_by_role("log").click()
    expect(seen_below("Message 002")).to_have_accessible_name("Seen by Diego González", timeout=ALL)
    expect(seen_below("Message 001")).to_have_count(0)


def test_eight_tabs_share_one_stream_and_outlive_the_tab_that_had_it(
    installation: Installation, windows: Windows
) -> None:
    orders = [installation.order(f"Tab {place}", staff=("diego",)) for place in range(2)]
    ogechi = opened(windows, "Ogechi", orders[0])
    tabs = [ogechi, *(ogechi.context.new_page() for _tab in range(7))]
    for place, tab in enumerate(tabs[1:]):
        look(tab, orders[(place + 1) % 2])
    assert installation.line.streams == 1
    installation.say("diego", orders[0], "Message 001")
    installation.say("diego", orders[1], "Message 001")
    for tab in tabs:
        expect(messages(tab)).to_have_text(numbered(1, 1))

    tabs.pop(0).close()
    installation.say("diego", orders[0], "Message 002")
    installation.say("diego", orders[1], "Message 002")
    for tab in tabs:
        expect(messages(tab)).to_have_text(numbered(1, 2), timeout=ALL)
    assert installation.line.streams == 1


def test_without_web_locks_each_tab_has_its_own_stream(installation: Installation, windows: Windows) -> None:
    """The control: what shares the stream is the lock."""
    here = installation.order("Plain", staff=("diego",))
    layla = windows.signed_in("Layla")
    layla.context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    tabs = [layla, *(layla.context.new_page() for _tab in range(2))]
    for tab in tabs:
        look(tab, here)
    assert installation.line.streams == 3
    installation.say("diego", here, "Message 001")
    for tab in tabs:
        expect(messages(tab)).to_have_text(numbered(1, 1))
