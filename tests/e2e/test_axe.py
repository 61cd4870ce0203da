"""axe finds nothing of any weight where every kind of card stands, and several of a kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.axe import OF_COLOURS, faults, faults_in_both
from tests.e2e.installation import Windows, open_door
from tests.running.program import running
from tests.running.second_process import SecondProcess


@dataclass
class Cards:
    """The orders by what is on them, and windows to look at them."""

    orders: dict[str, Any]
    windows: Windows


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Cards]:
    """A company with every kind of card, served."""
    data = tmp_path_factory.mktemp("cards")
    second_process = SecondProcess(data)
    second_process.do("stage")
    orders = second_process.do("every_card")
    second_process.close()
    open_door(data)
    with running(data) as program:
        windows = Windows(chromium, program.address)
        yield Cards(orders, windows)
        windows.close()


SCREENS = {
    "every card": ("Layla", "/orders/{confirmed}"),
    "two confirmations": ("Diego", "/orders/{at_work}"),
    "closed with the plan": ("Ogechi", "/orders/{fast}"),
    "not performed": ("Layla", "/orders/{lost}"),
    "rejected": ("Layla", "/orders/{rejected}"),
    "created": ("Ogechi", "/orders/{created}"),
    "release form": ("Ogechi", "/orders/{created}/release"),
    "confirmation form": ("Diego", "/orders/{at_work}/confirmation"),
    "media": ("Layla", "/orders/{confirmed}/media"),
}


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing(cards: Cards, screen: str, phone: bool) -> None:
    """faults.md D17: `landmark-unique` with two confirmation cards; all rules, all weights, both themes."""
    who, address = SCREENS[screen]
    page = cards.windows.kept(who, phone=phone)
    answer = page.goto(address.format(**cards.orders))
    assert answer
    assert answer.ok
    expect(page.locator("main")).to_be_visible()
    assert faults_in_both(page) == []


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_axe_finds_nothing_beside_the_open_details(cards: Cards, phone: bool) -> None:
    """faults.md D17: the details lie over the page where it is narrow."""
    page = cards.windows.kept("Layla", phone=phone)
    page.set_viewport_size({"width": 390 if phone else 1000, "height": 844})
    page.goto(f"/orders/{cards.orders['confirmed']}")
    page.get_by_role("button", name="Order details").click()
    expect(page.get_by_role("complementary", name="Order details")).to_be_visible()
    assert faults_in_both(page) == []


def test_a_faint_sentence_is_found_by_the_rules_of_colours_alone(cards: Cards) -> None:
    """Control: in the second theme nothing else is asked for."""
    page = cards.windows.kept("Layla", phone=False)
    page.goto(f"/orders/{cards.orders['confirmed']}")
    assert faults(page, OF_COLOURS) == []
    # A rule and no attribute: the head is fetched again when the page has heard what is new.
    page.evaluate("""() => {
        const faint = new CSSStyleSheet();
        faint.replaceSync("h1 { color: #bbb !important }");
        document.adoptedStyleSheets.push(faint);
    }""")
    assert [rule for rule, _places in faults(page, OF_COLOURS)] == ["color-contrast"]


def test_two_landmarks_of_one_name_are_found(cards: Cards) -> None:
    """Control: cards that were landmarks of one name again would not pass."""
    page = cards.windows.kept("Layla", phone=False)
    page.goto(f"/orders/{cards.orders['at_work']}")
    page.evaluate(
        """() => {
            for (const card of document.querySelectorAll(".timeline .form-card.s3")) {
                card.setAttribute("role", "region");
                card.setAttribute("aria-label", "Confirmation form");
                card.removeAttribute("aria-labelledby");
            }
        }"""
    )
    assert [rule for rule, _places in faults(page)] == ["landmark-unique"]
