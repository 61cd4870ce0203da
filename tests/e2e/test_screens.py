"""Every screen, both themes, desktop and phone: nothing sticks out, axe finds nothing, a picture is kept."""

from collections.abc import Callable, Sequence
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import OF_COLOURS, ROOT, STANDS_STILL, faults
from tests.e2e.conftest import SignIn

PICTURES = ROOT / "build/screenshots"
Step = Callable[[Page], None]
PICTURES_IN_SIGHT = """() => [...document.images].every(
    (one) => one.complete || !one.checkVisibility() || one.getBoundingClientRect().top > innerHeight
        || one.getBoundingClientRect().bottom < 0)"""
# The frame stands still, its parts scroll.
MOVES = "document.querySelector('.app') ? document.documentElement.scrollHeight - innerHeight : 0"
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def opened(address: str) -> Step:
    """Goes to an address."""

    def step(page: Page) -> None:
        page.goto(address)

    return step


def form(action: str, order: int) -> Step:
    """Opens an action's form of an order in the dialog."""

    def steps(page: Page) -> None:
        page.goto(f"/orders/{order}")
        page.locator("#order-actions > .btn").wait_for()
        menu = page.locator("#order-actions > button[popovertarget]")
        if menu.count():
            menu.click()
            page.get_by_role("menuitem").filter(has_text=action).click()
        else:
            page.locator("#order-actions a").click()
        page.locator("dialog#dialog[open]").wait_for()

    return steps


def release(answer: str) -> Step:
    """The release form with Yes or No chosen, of the newest order that waits for it."""

    def steps(page: Page) -> None:
        page.goto("/orders")
        page.get_by_role("group").filter(has_text="1. Created").get_by_role("link").first.click()
        page.get_by_role("link", name="Release service order").click()
        page.get_by_role("dialog").wait_for()
        page.get_by_text(answer).click()

    return steps


def first_of(slug: str) -> Step:
    """The form of the first row of a list of master data."""

    def steps(page: Page) -> None:
        page.goto(f"/{slug}")
        page.get_by_role("table").get_by_role("rowgroup").last.get_by_role("link").first.click()
        page.get_by_role("button", name="Save").wait_for()

    return steps


def end_of_first(slug: str) -> Step:
    """The same, its panel scrolled to the end: half a field under the bar with *Save* is too small a target for axe."""

    def steps(page: Page) -> None:
        first_of(slug)(page)
        page.locator("#row-panel").evaluate("panel => panel.scrollTo(0, panel.scrollHeight)")

    return steps


def menu(page: Page) -> None:
    """The actions menu."""
    page.goto("/orders/4")
    page.locator("#order-actions button[popovertarget]").click()


def palette(page: Page) -> None:
    """The palette with something found."""
    page.goto("/orders/4")
    page.keyboard.press("Control+k")
    page.keyboard.type("router")
    page.get_by_role("option").first.wait_for()


def pictures(page: Page) -> None:
    """The pictures of an order over the page."""
    page.goto("/orders/28")
    page.locator("[role=log] a[data-lightbox]").first.click()
    page.get_by_role("dialog", name="Pictures").wait_for()


SCREENS: dict[str, tuple[str, Step]] = {
    "list": ("Layla", opened("/orders")),
    "workspace": ("Ogechi", opened("/orders/4")),
    "table": ("Layla", opened("/orders/table")),
    "board": ("Layla", opened("/orders/board")),
    "media": ("Layla", opened("/orders/28/media")),
    "lightbox": ("Layla", pictures),
    "actions-menu": ("Layla", menu),
    "create": ("Layla", opened("/orders/new")),
    "release": ("Ogechi", release("Yes, release")),
    "not-possible-now": ("Ogechi", opened("/orders/4/release")),
    "reject": ("Ogechi", release("No, reject")),
    "confirmation": ("Diego", form("Create confirmation", 4)),
    "fast-close": ("Layla", form("Fast close", 4)),
    "not-performed": ("Layla", form("Not performed", 4)),
    "field-workers": ("Layla", form("Add or remove field workers", 4)),
    "clients": ("Layla", opened("/clients")),
    "client": ("Noor", end_of_first("clients")),
    "client-new": ("Noor", opened("/clients/new")),
    "materials": ("Noor", opened("/materials")),
    "material": ("Noor", opened("/materials/patch-cable")),
    "material-new": ("Noor", opened("/materials/new")),
    "services": ("Noor", opened("/services")),
    "service": ("Noor", first_of("services")),
    "service-new": ("Noor", opened("/services/new")),
    "workers": ("Noor", opened("/workers")),
    "worker": ("Noor", first_of("workers")),
    "worker-new": ("Noor", opened("/workers/new")),
    "order-types": ("Noor", opened("/order-types")),
    "order-type": ("Noor", first_of("order-types")),
    "order-type-new": ("Noor", opened("/order-types/new")),
    "people": ("Noor", opened("/people")),
    "person": ("Noor", first_of("people")),
    "person-new": ("Noor", opened("/people/new")),
    "rights": ("Noor", opened("/rights")),
    "profile": ("Layla", opened("/profile")),
    "app-codes": ("Layla", opened("/profile/app")),
    "passkey": ("Layla", opened("/profile/passkeys/new")),
    "welcome-too-late": ("Layla", opened("/welcome/gone")),
    "company": ("Noor", opened("/company")),
    "notices": ("Ogechi", opened("/notices")),
    "notices-choices": ("Diego", opened("/notices/choices")),
    "notices-mute": ("Layla", opened("/orders/4/notices")),
    "search": ("Layla", opened("/search?q=router")),
    "palette": ("Layla", palette),
    "not-found": ("Layla", opened("/orders/999999")),
}


def look_at(page: Page, name: str, only: Sequence[str] = ()) -> None:
    """Fails on anything axe finds (by all rules, or `only` these) or that sticks out sideways; keeps a picture."""
    page.wait_for_timeout(150)
    page.wait_for_function(STANDS_STILL)
    page.wait_for_function(PICTURES_IN_SIGHT)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
    sticking = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert sticking <= 0, f"{name} is {sticking} px too wide"
    assert page.evaluate(MOVES) <= 0, f"{name} can be scrolled as a whole"
    found = faults(page, only)
    assert not found, f"{name}: {found}"


def look_at_both(page: Page, name: str) -> None:
    """The same, light and dark."""
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)
        look_at(page, f"{name}-{theme}", () if theme == "light" else OF_COLOURS)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_every_screen_holds(kept_windows: SignIn, screen: str, phone: bool) -> None:
    who, steps = SCREENS[screen]
    page = kept_windows(who, phone=phone)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    steps(page)
    look_at_both(page, f"{screen}-{'phone' if phone else 'desktop'}")
    if phone:
        page.set_viewport_size({"width": 360, "height": 780})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not errors
