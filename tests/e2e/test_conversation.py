"""Layla and Diego talk: answers, signs, changed and deleted words, names; the old page is always like a fresh one."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.e2e.installation import Installation, Windows
from tests.e2e.test_live import look

SAME = """() => {
  const timeline = document.querySelector('[data-timeline]').cloneNode(true);
  for (const node of timeline.querySelectorAll('.unread, [data-timeline-earlier]')) node.remove();
  for (const node of timeline.querySelectorAll('*')) {
    for (const name of ['aria-expanded', 'data-htmx-powered']) node.removeAttribute(name);
    node.classList.remove('is-found');
    if (node.matches('input[type=hidden]')) node.removeAttribute('value');
  }
  return timeline.innerHTML.replace(/\\s+/g, ' ').replace(/> </g, '><').trim();
}"""


def entry(page: Page, text: str) -> Locator:
    """The message with these words."""
    bubble = page.get_by_role("log").locator("article").filter(has=page.locator(".bubble").filter(has_text=text))
    return bubble.last


def menu_of(page: Page, text: str) -> Locator:
    """The menu of the message, open."""
    message = entry(page, text)
    message.hover()
    message.get_by_role("button", name="React and more").click()
    return page.get_by_role("menu", name="React and more")


def like_a_fresh_page(page: Page, order: int) -> None:
    """What stands on the page that was open all the time is what a page opened now shows."""
    expect(page.locator("[data-pending]")).to_have_count(0)
    fresh = page.context.new_page()
    look(fresh, order)
    old, new = page.evaluate(SAME), fresh.evaluate(SAME)
    fresh.close()
    assert old == new


def test_two_talk_and_both_pages_are_like_fresh_ones(installation: Installation, windows: Windows) -> None:
    order = installation.order("Talk", staff=("diego",))
    layla, diego = windows.signed_in("Layla"), windows.signed_in("Diego", phone=True)
    for page in (layla, diego):
        look(page, order)
    installation.say("diego", order, "Which cable? https://cables.example/blue")
    expect(entry(layla, "Which cable?").get_by_role("link", name="https://cables.example/blue")).to_be_visible()

    entry(layla, "Which cable?").hover()
    entry(layla, "Which cable?").get_by_role("button", name="Reply").click()
    expect(layla.locator("[data-composer=quoted]")).to_contain_text("Which cable?")
    layla.keyboard.type("The blue one, @Die")
    expect(layla.get_by_role("option", name=re.compile("Diego"))).to_be_visible()
    layla.keyboard.press("Enter")
    layla.keyboard.type("please")
    layla.keyboard.press("Enter")
    answer = entry(diego, "The blue one")
    expect(answer.locator(".quote")).to_contain_text("Which cable?")
    expect(answer.locator(".at--me")).to_have_text("@Diego González")
    like_a_fresh_page(layla, order)
    like_a_fresh_page(diego, order)

    menu_of(layla, "Which cable?").get_by_role("menuitemcheckbox", name="Thumbs up").click()
    sign = entry(diego, "Which cable?").locator(".reaction")
    expect(sign).to_contain_text("Thumbs up: Layla Nassar")
    sign.tap()
    expect(entry(layla, "Which cable?").locator(".reaction")).to_contain_text("Layla Nassar, Diego González")
    like_a_fresh_page(layla, order)
    like_a_fresh_page(diego, order)

    menu_of(layla, "The blue one").get_by_role("menuitem", name="Edit message").click()
    layla.get_by_role("dialog").get_by_label("Message").fill("The red one")
    layla.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(entry(diego, "The red one").get_by_role("link", name="edited")).to_be_visible()
    expect(diego.get_by_role("log")).not_to_contain_text("The blue one")
    like_a_fresh_page(layla, order)
    like_a_fresh_page(diego, order)
    entry(diego, "The red one").get_by_role("link", name="edited").tap()
    expect(diego.get_by_role("dialog")).to_contain_text("The blue one")
    diego.keyboard.press("Escape")

    menu = menu_of(layla, "The red one")
    menu.get_by_role("menuitem", name="Delete message").click()
    layla.get_by_role("dialog").get_by_role("button", name="Delete message").click()
    expect(diego.get_by_role("log")).to_contain_text("This message was deleted")
    expect(diego.get_by_role("log")).not_to_contain_text("The red one")
    like_a_fresh_page(layla, order)
    like_a_fresh_page(diego, order)


def test_a_reply_is_kept_as_a_draft_and_can_be_left(installation: Installation, windows: Windows) -> None:
    order = installation.order("Draft of a reply", staff=("diego",))
    installation.say("diego", order, "Are you there?")
    layla = windows.signed_in("Layla")
    look(layla, order)
    entry(layla, "Are you there?").hover()
    entry(layla, "Are you there?").get_by_role("button", name="Reply").click()
    layla.keyboard.type("In a minute")
    layla.wait_for_timeout(600)
    layla.reload()
    expect(layla.locator("[data-composer=quoted]")).to_contain_text("Are you there?")
    expect(layla.get_by_label("Message", exact=True)).to_have_value("In a minute")
    layla.get_by_label("Message", exact=True).press("Escape")
    expect(layla.locator("[data-composer=quote]")).to_be_hidden()


def test_a_long_journal_is_walked_up_without_a_jump_and_back_to_the_latest(
    installation: Installation, windows: Windows
) -> None:
    order = installation.order("Long", staff=("diego",))
    for place in range(1, 201):
        installation.say("diego", order, f"Message {place:03}")
    layla = windows.signed_in("Layla")
    look(layla, order)
    log = layla.get_by_role("log")
    expect(log.get_by_text("Message 200")).to_be_in_viewport()
    expect(log.get_by_text("Message 121")).to_have_count(1)
    expect(log.get_by_text("Message 100")).to_have_count(0)
    anchor = log.get_by_text("Message 125", exact=True)
    anchor.scroll_into_view_if_needed()
    expect(log.get_by_text("Message 100")).to_have_count(1)
    assert anchor.is_visible()
    places = layla.evaluate(
        "[...document.querySelectorAll('[data-timeline] .bubble')].map((one) => one.innerText.trim())"
    )
    assert places == sorted(set(places))
    layla.get_by_role("button", name="Jump to latest").click()
    expect(log.get_by_text("Message 200")).to_be_in_viewport()

    layla.goto(f"/orders/{order}?at=60#e60")
    expect(layla.locator("#e60")).to_be_in_viewport()
    expect(log.get_by_text("Message 200")).to_have_count(0)
    layla.get_by_role("button", name="Jump to latest").click()
    expect(log.get_by_text("Message 200")).to_be_in_viewport()
