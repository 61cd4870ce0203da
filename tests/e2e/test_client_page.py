"""The client's page in a browser: all that is signed for is read on a phone, and an objection is thanked for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.sentences import glued, unstyled
from tests.e2e.test_screens import look_at_both
from tests.running.program import running
from tests.running.second_process import SecondProcess

LONG_NAME = "W" * 200
AMOUNT = "$999,999,999.00"
"""The highest price, of nine digits before its decimals."""

CUT = """() => [...document.querySelectorAll("main td, main dd, main dt, main h1, main p, main small, main label")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).display !== "inline")
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.textContent.trim().slice(0, 60))"""
"""What is wider than its place: it would be cut, or lie over its neighbour."""

Open = Callable[[bool], Page]


@pytest.fixture(params=["short", "longest"])
def client_page(request: pytest.FixtureRequest, chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of a closed order with photos, of everyday or of the longest values, on a phone or a desktop."""
    second_process = SecondProcess(tmp_path)
    second_process.do("stage")
    path = second_process.do("signed_for", name=LONG_NAME if request.param == "longest" else "ACME")
    second_process.close()
    with running(tmp_path) as program:

        def opened(phone: bool) -> Page:
            context = chromium.new_context(
                viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
                has_touch=phone,
                is_mobile=phone,
                base_url=program.address,
                locale="en-GB",
            )
            page = context.new_page()
            page.goto(path)
            return page

        yield opened


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_everything_that_is_signed_for_is_readable(
    client_page: Open, phone: bool, request: pytest.FixtureRequest
) -> None:
    """faults.md D2: description, amount × price = subtotal, notes, photos, four sums; nothing cut, in both themes."""
    page = client_page(phone)
    long = "longest" in request.node.callspec.id
    statement = page.get_by_role("region", name="Service order statement")
    for words in ("The second line of it.", "Behind the door, left"):
        expect(statement.get_by_text(words)).to_be_visible()
    row = statement.get_by_role("row").filter(has_text="W" * 90 if long else "Patch cable").first
    amount, price = ("1", AMOUNT) if long else ("2", "$6.50")
    each = row.get_by_text(f"{amount} × {price}")
    seen = [each] if phone else [row.get_by_role("cell", name=amount, exact=True), row.get_by_role("cell", name=price)]
    for one in [*seen, row.get_by_role("cell").last]:
        expect(one.first).to_be_visible()
    for word in ("Materials", "Services and labour", "Services", "Labour", "Total"):
        expect(statement.locator(".totals").get_by_text(word, exact=True)).to_be_visible()
    picture = statement.get_by_role("img", name="rack.jpg")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('.photo img').naturalWidth > 0")
    assert page.evaluate(CUT) == []
    page.evaluate("scrollTo(0, 0)")
    look_at_both(page, f"client-{'longest' if long else 'short'}-{'phone' if phone else 'desktop'}")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_who_objects_is_thanked_where_they_stand_and_still_after_a_reload(client_page: Open, phone: bool) -> None:
    """faults.md D3: thanks and what was sent, in sight; the form only behind a button; the same when opened later."""
    page = client_page(phone)
    page.get_by_text("No, object").click()
    page.get_by_role("textbox", name="Your name").fill("Ana Rivera")
    page.get_by_label("Diego González").last.fill("It was one hour")
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.get_by_role("button", name="Send the objection").click()
    thanks = page.get_by_role("heading", name="Thank you, your objection has arrived")
    expect(thanks).to_be_in_viewport()
    for _time in range(2):
        expect(thanks).to_be_visible()
        expect(page.get_by_role("definition").filter(has_text="It was one hour")).to_be_visible()
        expect(page.get_by_text(re.compile("The office of .* has had it since"))).to_be_visible()
        expect(page.get_by_role("textbox", name="Your name")).to_be_hidden()
        page.reload()
    assert page.evaluate(CUT) == []
    thanks.scroll_into_view_if_needed()
    look_at_both(page, f"client-objected-{'phone' if phone else 'desktop'}")
    page.get_by_text("Answer again").click()
    page.get_by_text("No, object").click()
    page.get_by_role("textbox", name="Your name").fill("Ana Rivera")
    page.get_by_role("button", name="Send the objection").click()
    expect(page.get_by_text("Say what is not right")).to_be_visible()
    page.get_by_role("textbox", name="Comment").fill("And the cable is red")
    page.get_by_role("button", name="Send the objection").click()
    expect(page.get_by_text("And the cable is red")).to_be_visible()
    expect(page.get_by_text("It was one hour")).to_be_visible()
    expect(thanks).to_be_visible()


@pytest.mark.parametrize("client_page", ["short"], indirect=True)
def test_the_tick_that_is_missing_is_said_as_any_other_fault(client_page: Open) -> None:
    """faults.md D13: "Please tick this" had no style, and stayed when it was ticked."""
    page = client_page(True)
    page.get_by_text("Yes, accept").click()
    page.get_by_role("textbox", name="Your name").fill("Ana Rivera")
    page.get_by_role("button", name="Accept and sign").click()
    sentence = page.get_by_text("Please tick this if you agree")
    expect(sentence).to_be_visible()
    assert (unstyled(page), glued(page)) == ([], [])
    page.get_by_role("checkbox", name="I confirm").check()
    expect(sentence).to_be_hidden()


def test_a_picture_fills_the_screen(client_page: Open) -> None:
    page = client_page(True)
    page.get_by_role("img", name="rack.jpg").click()
    light = page.get_by_role("dialog", name="Pictures")
    expect(light).to_be_visible()
    page.wait_for_function("() => document.querySelector('[data-light=picture]').naturalWidth > 0")
    light.get_by_role("button", name="Close").click()
    expect(light).to_be_hidden()
