"""Very much missed at once, and what may be seen no more."""

from playwright.sync_api import expect

from tests.e2e.disconnects import connection_breaks
from tests.e2e.installation import Installation, Windows
from tests.e2e.test_live import ALL, listed, messages, numbered, opened


def test_more_than_five_hundred_missed_entries_arrive_wholly(installation: Installation, windows: Windows) -> None:
    here = installation.order("Much to say", staff=("diego",))
    layla = opened(windows, "Layla", here)
    with connection_breaks(installation, layla):
        for text in numbered(1, 520):
            installation.say("diego", here, text)
    expect(messages(layla)).to_have_count(520, timeout=ALL)
    assert messages(layla).all_inner_texts() == numbered(1, 520)


def test_who_is_taken_off_an_order_has_nothing_of_it_on_screen(installation: Installation, windows: Windows) -> None:
    here = installation.order("Not for Otto", staff=("diego", "otto"))
    reading, writing = (opened(windows, "Otto", here) for _window in range(2))
    on_the_way, listing = (opened(windows, "Otto", here, phone=True) for _window in range(2))
    listing.goto("/orders")
    expect(listed(listing, "Not for Otto")).to_be_visible()
    writing.get_by_role("button", name="Actions").click()
    writing.get_by_role("menuitem", name="Create confirmation").click()
    expect(writing.get_by_role("dialog")).to_contain_text("Not for Otto")
    installation.say("diego", here, "Message 001")
    for page in (reading, writing, on_the_way):
        expect(messages(page)).to_have_text(numbered(1, 1))
    # Until the server has asked again what everybody sees, which it does every five seconds and shows to nobody.
    reading.wait_for_timeout(6000)

    installation.send_out(here, "diego")
    for page in (reading, writing, on_the_way, listing):
        expect(page.get_by_text("Not for Otto")).to_have_count(0, timeout=10_000)
        expect(page.get_by_text("Message 001")).to_have_count(0)
        expect(page.get_by_role("heading", name="Service orders", exact=True)).to_be_visible()
