"""What was typed survives reload, back, forward and the end of the session, at a desk and on a phone."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.installation import Installation, Windows, come_in
from tests.e2e.test_signature import draw, pad, see_strokes

LOST = re.compile(r"You (are|were) signed out\. Sign in ")


def end_session(installation: Installation, page: Page) -> None:
    """The server forgets the session; the browser goes on to send its cookie."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    installation.second_process.do("sign_out", session=cookies["sessionid"])
    assert httpx.get(f"{installation.program.address}/orders", cookies=cookies).status_code == 302


def pick(field: Locator, text: str, choice: str) -> None:
    """Chooses from a searchable list."""
    field.click()
    field.press_sequentially(text)
    field.page.get_by_role("option", name=choice).first.click()
    expect(field).to_have_value(choice)


def open_action(page: Page, order: int, action: str) -> None:
    """An action's form in the dialog, by its own button or from the menu."""
    page.goto(f"/orders/{order}")
    single, menu = page.get_by_role("link", name=action), page.get_by_role("button", name="Actions")
    expect(single.or_(menu).first).to_be_visible()
    if menu.is_visible():
        menu.click()
        page.get_by_role("menuitem", name=action).click()
    else:
        single.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def fill_new_order(page: Page) -> None:
    """Fields of all kinds, a row of each kind."""
    pick(page.get_by_role("combobox", name="Client"), "acm", "ACME")
    page.get_by_label("Order name").fill("Kept on the device")
    page.get_by_label("Work start").fill("2026-12-01T09:00")
    page.get_by_role("button", name="Add product").click()
    pick(page.get_by_role("combobox", name="Product"), "patch", "Patch cable")
    page.get_by_label("Quantity").fill("4")
    page.get_by_role("button", name="Add worker").click()
    pick(page.get_by_role("combobox", name="Worker"), "dieg", "Diego González")
    page.get_by_label("Hours").fill("1:30")


def see_new_order(page: Page) -> None:
    """All of it, and the total is counted again."""
    expect(page.get_by_role("combobox", name="Client")).to_have_value("ACME")
    expect(page.get_by_label("Order name")).to_have_value("Kept on the device")
    expect(page.get_by_label("Work start")).to_have_value("2026-12-01T09:00")
    expect(page.get_by_role("combobox", name="Product")).to_have_value("Patch cable")
    expect(page.get_by_label("Quantity")).to_have_value("4")
    expect(page.get_by_role("combobox", name="Worker")).to_have_value("Diego González")
    expect(page.get_by_label("Hours")).to_have_value("1:30")
    expect(page.get_by_text("$93.50").last).to_be_attached()


def send_new_order(page: Page) -> None:
    """What was still missing."""
    pick(page.get_by_role("combobox", name="Order type"), "comp", "Computer repair")
    page.get_by_label("Order description").fill("Nobody is online.")
    page.get_by_label("Work completion").fill("2026-12-02T17:00")
    page.get_by_role("button", name="Create order").click()
    expect(page.get_by_role("log").get_by_text("Kept on the device")).to_be_visible()


def fill_confirmation(page: Page) -> None:
    """Two lines as planned, one changed, two notes, not last."""
    page.get_by_role("button", name="Start from the plan").click()
    page.get_by_label("Quantity").last.fill("2")
    page.locator("[name=note]").fill("The rest tomorrow")
    page.get_by_label("Note to the office").fill("They have a dog")
    page.get_by_role("dialog").get_by_text("No", exact=True).click()


def see_confirmation(page: Page) -> None:
    """All of it."""
    # A phone shows a planned row as a card; what was chosen stands in it all the same.
    products = page.get_by_role("dialog").locator("input[name^='products.'][name$='.item_text']")
    expect(products).to_have_count(2)
    assert sorted(products.nth(place).input_value() for place in range(2)) == ["Patch cable", "Router diagnosis"]
    expect(page.get_by_label("Quantity").last).to_have_value("2")
    expect(page.get_by_label("Hours")).to_have_value("2")
    expect(page.locator("[name=note]")).to_have_value("The rest tomorrow")
    expect(page.get_by_label("Note to the office")).to_have_value("They have a dog")
    expect(page.get_by_role("radio", name="No", exact=True)).to_be_checked()


def send_confirmation(page: Page) -> None:
    """As it is."""
    page.get_by_role("dialog").get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("log").get_by_text("The rest tomorrow")).to_be_visible()


def fill_release(page: Page) -> None:
    """Yes, a signature of two strokes, a note."""
    page.get_by_text("Yes, release").click()
    expect(pad(page)).to_be_visible()
    draw(page, (0.1, 0.4), (0.6, 0.9))
    page.get_by_label("Note to the team").fill("Call first")


def see_release(page: Page) -> None:
    """All of it, the strokes in the picture too."""
    expect(page.get_by_role("radio", name="Yes, release")).to_be_checked()
    expect(page.get_by_label("Note to the team")).to_have_value("Call first")
    see_strokes(page, 2)


def send_release(page: Page) -> None:
    """As it is."""
    page.get_by_role("button", name="Release order").click()
    expect(page.get_by_role("img", name="Signature of Ogechi Adeola")).to_be_visible()
    expect(page.get_by_role("log").get_by_text("Call first")).to_be_visible()


@dataclass(frozen=True)
class Form:
    """Who fills which form, and what is typed; `button` sends it as it stands."""

    who: str
    open: Callable[[Page, int], None]
    fill: Callable[[Page], None]
    see: Callable[[Page], None]
    button: str
    send: Callable[[Page], None]


FORMS = {
    "create": Form(
        "Layla", lambda page, _order: _to_create(page), fill_new_order, see_new_order, "Create order", send_new_order
    ),
    "confirmation": Form(
        "Diego", lambda page, order: open_action(page, order, "Create confirmation"),
        fill_confirmation, see_confirmation, "Send", send_confirmation,
    ),
    "release": Form(
        "Ogechi", lambda page, order: open_action(page, order, "Release service order"),
        fill_release, see_release, "Release order", send_release,
    ),
}  # fmt: skip


def _to_create(page: Page) -> None:
    page.goto("/orders/new")


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", FORMS)
def test_a_draft_outlives_reload_back_forward_and_the_session(
    installation: Installation, windows: Windows, name: str, phone: bool
) -> None:
    form = FORMS[name]
    order = installation.order(f"Draft {name}", staff=("diego",) if name == "confirmation" else ())
    page = windows.signed_in(form.who, phone=phone)
    form.open(page, order)
    form.fill(page)

    page.reload()
    form.open(page, order)
    form.see(page)

    page.goto("/orders")
    page.go_back()
    see_again(page, form, order)
    page.go_back()
    page.go_forward()
    see_again(page, form, order)

    end_session(installation, page)
    page.get_by_role("button", name=form.button, exact=True).last.click()
    expect(page.get_by_role("alert").filter(has_text=LOST)).to_be_visible()
    form.see(page)
    page.goto("/orders")
    page.wait_for_url("**/sign-in**")
    come_in(page, form.who)
    form.open(page, order)
    form.see(page)
    form.send(page)

    again = installation.order(f"Next {name}", staff=("diego",)) if name == "confirmation" else order
    if name != "release":
        form.open(page, again)
        expect(page.get_by_text("Draft saved")).to_have_count(0)
        expect(page.get_by_role("combobox", name="Product")).to_have_count(0)


def see_again(page: Page, form: Form, order: int) -> None:
    """Where back and forward lead: the create form is a page, the others are opened on their order's page."""
    if not page.url.endswith("/orders/new"):
        form.open(page, order)
    form.see(page)
