"""The longest values at 320, 390 and 1440 px: nothing sticks out, touches, is cut without a sign, or is covered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import ROOT, STANDS_STILL
from tests.e2e.installation import Windows, open_door
from tests.e2e.overflow import covered, spilled
from tests.running.program import running
from tests.running.second_process import SecondProcess

PHONES, DESKTOP = (320, 390), (1440,)
WIDTHS = (PHONES, DESKTOP)
HEIGHT = 844
LONG = {
    "one word": ("W" * 200, "IDR"),
    "many words": (("Maatschappij voor Elektrotechnische Installaties Zuid-Holland " * 4)[:200].strip(), "CHF"),
}
PICTURES = ROOT / "build/screenshots"
Step = Callable[[Page], None]


@dataclass
class Company:
    """Its orders by what is on them, and windows to look at them."""

    key: str
    long: str
    orders: dict[str, Any]
    windows: Windows

    def page(self, name: str, width: int) -> Page:
        """A phone below a tablet's width; signed in as this person, or as nobody."""
        page = self.windows.kept(name, phone=width < 768)
        page.set_viewport_size({"width": width, "height": HEIGHT})
        return page


@pytest.fixture(scope="module", params=LONG)
def company(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Company]:
    """A company of the longest names and highest prices, served."""
    data: Path = tmp_path_factory.mktemp("longest")
    long, currency = LONG[request.param]
    second_process = SecondProcess(data)
    second_process.do("stage")
    orders = second_process.do("every_card", long=long, currency=currency)
    second_process.close()
    open_door(data)
    with running(data) as program:
        windows = Windows(chromium, program.address)
        yield Company(request.param, long, orders, windows)
        windows.close()


def as_it_opens(page: Page) -> None:
    """Nothing more is done."""


def details(page: Page) -> None:
    """The details, which lie over the page where it is narrow; everything in them unfolded."""
    toggle = page.get_by_role("button", name="Order details")
    panel = page.get_by_role("complementary", name="Order details")
    if not panel.is_visible():
        toggle.click()
    expect(panel).to_be_visible()
    page.evaluate("() => document.querySelectorAll('#details details').forEach((one) => { one.open = true; })")


def from_the_plan(page: Page) -> None:
    """The confirmation filled from the plan, with the largest amounts."""
    page.get_by_role("button", name="Start from the plan").click()
    expect(page.get_by_label("Quantity").first).to_be_visible()
    most(page)


def filled(page: Page) -> None:
    """The create form with two products and a worker."""
    for button, name in (("Add product", "Product"), ("Add product", "Product"), ("Add worker", "Worker")):
        page.get_by_role("button", name=button).click()
        field = page.get_by_role("combobox", name=name).last
        field.click()
        page.get_by_role("option").first.click()
    client = page.get_by_role("combobox", name="Client")
    client.click()
    page.get_by_role("option").first.click()
    page.get_by_label("Order name").fill("W" * 120)
    most(page)


def most(page: Page) -> None:
    """As much as a line may have."""
    for quantity in page.get_by_label("Quantity").all():
        quantity.fill("999999")
    for hours in page.get_by_label("Hours").all():
        hours.fill("9999:59")


SCREENS: dict[str, tuple[str, str, Step]] = {
    "every card": ("Layla", "/orders/{confirmed}", as_it_opens),
    "workspace": ("Ogechi", "/orders/{created}", as_it_opens),
    "details": ("Layla", "/orders/{at_work}", details),
    "list": ("Layla", "/orders", as_it_opens),
    "table": ("Layla", "/orders/table", as_it_opens),
    "board": ("Layla", "/orders/board", as_it_opens),
    "create": ("Layla", "/orders/new", filled),
    "confirmation": ("Diego", "/orders/{at_work}/confirmation", from_the_plan),
    "refusal": ("Layla", "/orders/{at_work}/not-performed", as_it_opens),
    "release": ("Ogechi", "/orders/{created}/release", as_it_opens),
    "client's page": ("", "{client}", as_it_opens),
}


@pytest.mark.parametrize("widths", WIDTHS, ids=["phone", "desktop"])
@pytest.mark.parametrize("screen", SCREENS)
def test_the_longest_values_stay_in_their_places(company: Company, screen: str, widths: tuple[int, ...]) -> None:
    """faults.md D16."""
    who, address, act = SCREENS[screen]
    page = company.page(who, widths[0])
    page.goto(address.format(**company.orders))
    expect(page.locator("main")).to_be_visible()
    act(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in widths:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.wait_for_function(STANDS_STILL)
        page.screenshot(path=PICTURES / f"longest-{company.key}-{screen}-{width}.png".replace(" ", "-"))
        assert spilled(page) == [], width


@pytest.mark.parametrize("width", PHONES + DESKTOP)
def test_in_the_list_and_above_it_all_is_read(company: Company, width: int) -> None:
    """faults.md D16: a long client pushed the order's name out; *New order* covered the last row's badge."""
    page = company.page("Layla", width)
    page.goto(f"/orders/{company.orders['created']}")
    client, name = page.get_by_role("main").get_by_role("heading", level=1).locator("span").all()
    room = page.locator(".workspace__title").bounding_box()
    assert room
    for one in (client, name):
        box = one.bounding_box()
        assert box
        assert box["width"] >= room["width"] / 2
        assert box["x"] + box["width"] <= room["x"] + room["width"] + 1
    page.goto("/orders")
    expect(page.locator(".order-item").first).to_be_visible()
    assert (
        covered(
            page, ".order-item .order-item__end > *, .order-item .order-item__prev, .order-item .order-item__meta > *"
        )
        == []
    )


def test_without_its_room_the_last_badge_would_be_covered(company: Company) -> None:
    """Control: the same measure without the room below the list."""
    page = company.page("Layla", 390)
    page.goto("/orders")
    page.evaluate("() => { document.querySelector('#order-list').style.paddingBlockEnd = 0; }")
    assert covered(page, ".order-item .order-item__end > *")


@pytest.mark.parametrize("rule", [".lines { table-layout: fixed }", ".dialog__head * { overflow-wrap: normal }"])
def test_without_a_rule_that_holds_them_they_stick_out(company: Company, rule: str) -> None:
    """Control: the same measure without one of the rules."""
    page = company.page("Ogechi", 320)
    page.goto(f"/orders/{company.orders['created']}" + ("/release" if "dialog" in rule else ""))
    page.evaluate(
        """(rule) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(rule.replaceAll(" }", " !important }"));
            document.adoptedStyleSheets.push(sheet);
        }""",
        rule,
    )
    found = spilled(page)
    assert found or (company.key == "many words" and "dialog" in rule)
