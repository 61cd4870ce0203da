"""Much and strange things in a workspace: very long, very many, from both sides."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation, Windows, staged
from tests.e2e.test_conversation import entry, like_a_fresh_page
from tests.e2e.test_live import look
from tests.hypothesis_effort import EFFORT

LONG = ("A long story about a cable. " * 720)[:20_000]
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SEQS = "() => [...document.querySelectorAll('[data-timeline] > [data-seq]')].map((one) => Number(one.dataset.seq))"
ORDERED = f"() => {{ const all = ({SEQS})(); return all.every((seq, place) => place === 0 || all[place - 1] < seq); }}"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One of its own: two hundred people more would stand on everybody's page to sign in."""
    with staged(tmp_path_factory.mktemp("crowded")) as found:
        yield found


def fits(page: Page) -> None:
    """Nothing makes the page scroll sideways."""
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_message_of_twenty_thousand_signs(installation: Installation, windows: Windows) -> None:
    order = installation.order("Long words", staff=("diego",))
    layla, diego = windows.signed_in("Layla"), windows.signed_in("Diego", phone=True)
    for page in (layla, diego):
        look(page, order)
    field = layla.get_by_label("Message", exact=True)
    for text in (LONG, "x" * 19_999):
        field.fill(text)
        field.press("Enter")
        expect(entry(diego, text[-40:])).to_be_attached()
        fits(layla)
        fits(diego)
    field.focus()
    # faults.md A11: too much is kept and said, never cut.
    layla.keyboard.insert_text("y" * 20_013)
    expect(field).to_have_value("y" * 20_013)
    expect(layla.get_by_role("alert").filter(has_text="20013 characters, 13 more than fit")).to_be_visible()
    field.press("Enter")
    expect(field).to_have_value("y" * 20_013)
    field.fill("")
    layla.goto(f"/orders/{order}")
    fits(layla)


def test_two_hundred_signs_under_one_message(installation: Installation, windows: Windows) -> None:
    order = installation.order("Loved", staff=("diego",))
    installation.say("diego", order, "It works again!")
    layla = windows.signed_in("Layla", phone=True)
    look(layla, order)
    seq = int(entry(layla, "It works again!").get_attribute("data-seq") or "")
    assert installation.second_process.do("react_by_many", order=order, seq=seq, people=200) == 200
    installation.say("diego", order, "Thank you")
    expect(entry(layla, "Thank you")).to_be_visible()
    expect(entry(layla, "It works again!").locator(".reaction").first).to_contain_text("17")
    expect(entry(layla, "It works again!").locator(".reaction")).to_have_count(12)
    fits(layla)
    like_a_fresh_page(layla, order)


def test_thousands_of_entries_arrive_at_an_open_page_once_and_in_order(
    installation: Installation, windows: Windows
) -> None:
    order, many = installation.order("Busy", staff=("diego",)), 5000 if EFFORT > 1 else 1500
    layla = windows.signed_in("Layla")
    look(layla, order)
    expect(layla.get_by_role("link", name="Open version 1").first).to_be_visible()
    last = installation.second_process.do("talk_much", order=order, messages=many)
    installation.say("diego", order, "The last one")
    expect(entry(layla, "The last one")).to_be_visible(timeout=60_000)
    assert layla.evaluate(ORDERED)
    # The document's own entry comes when it is made, before or among the messages: nothing is missing between.
    shown = layla.evaluate(SEQS)
    assert shown == list(range(shown[0], shown[-1] + 1))
    assert shown[0] == 1
    assert shown[-1] > last >= many
    fresh = windows.signed_in("Ogechi", phone=True)
    look(fresh, order)
    assert len(fresh.evaluate(SEQS)) <= 80
    fresh.goto(f"/orders/{order}?at={last - 1200}#e{last - 1200}")
    expect(fresh.locator(f"#e{last - 1200}")).to_be_in_viewport()


def test_texts_from_the_right_do_not_turn_what_stands_beside_them(installation: Installation, windows: Windows) -> None:
    order = installation.order("שלום \u202eabc", staff=("diego",))
    installation.say("diego", order, "\u202eevil \u2066" + "إصلاح شبكة المكتب ١٢٣")
    layla = windows.signed_in("Layla")
    look(layla, order)
    message = entry(layla, "إصلاح")
    assert "\u202e" not in message.inner_text()
    direction = message.locator(".bubble__text").evaluate("(one) => getComputedStyle(one).unicodeBidi")
    assert direction in ("isolate", "plaintext")
    name, time = message.locator("[data-entry-actions=name]"), message.locator(".when")
    left, right = name.bounding_box(), time.bounding_box()
    assert left
    assert right
    assert abs(left["x"] - right["x"]) < 60
