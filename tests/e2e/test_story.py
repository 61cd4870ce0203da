"""product.md §1 in a real browser: six steps, three people, all pages open at the same time."""

import io
import re

from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.e2e.conftest import SignIn


def pick(page: Page, field: str, text: str, choice: str) -> None:
    """Chooses from a searchable list."""
    box = page.locator(f"#{field}")
    box.click()
    box.press_sequentially(text)
    page.locator(f'[role=option][data-label="{choice}"]:visible').click()
    expect(box).to_have_value(choice)


def draw(page: Page) -> None:
    """A signature of three strokes with the mouse."""
    pad = page.locator("[data-signature=canvas]")
    expect(pad).to_be_visible()
    page.wait_for_timeout(300)
    box = pad.bounding_box()
    assert box
    for start, end in ((0.1, 0.4), (0.35, 0.6), (0.55, 0.9)):
        page.mouse.move(box["x"] + box["width"] * start, box["y"] + box["height"] * 0.7)
        page.mouse.down()
        for step in range(1, 12):
            across = start + (end - start) * step / 11
            page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * (0.3 + 0.4 * (step % 3) / 2))
        page.mouse.up()


def do(page: Page, action: str) -> None:
    """Opens an action's form: from the composer's menu, or by its own button if it is the only one."""
    page.locator("#order-actions > .btn").wait_for()
    menu = page.locator("#order-actions > button[popovertarget]")
    if menu.count():
        menu.click()
        page.get_by_role("menuitem").filter(has_text=action).click()
    else:
        page.locator("#order-actions > a").filter(has_text=action).click()
    page.locator("dialog#dialog[open]").wait_for()


def fill_row(page: Page, row: int, kind: str, text: str, choice: str, quantity: str) -> None:
    """Adds a product row."""
    page.get_by_role("button", name="Add product").click()
    place = page.locator("[data-repeatable-rows=row]").filter(has=page.locator(f"[name='products.{row}.quantity']"))
    place.get_by_text(kind, exact=True).click()
    pick(page, f"products-{row}-item", text, choice)
    page.locator(f"#products-{row}-quantity").fill(quantity)


def photo() -> bytes:
    """A small JPEG."""
    kept = io.BytesIO()
    Image.new("RGB", (320, 240), "#0B6371").save(kept, "JPEG")
    return kept.getvalue()


def create(page: Page) -> str:
    """Step 1. The new order's address."""
    page.get_by_role("link", name="New order", exact=True).click()
    pick(page, "order-type", "comp", "Computer repair")
    pick(page, "client", "acm", "ACME")
    page.locator("#name").fill("Office network is down")
    page.locator("#description").fill("A router is suspected, nobody knows yet whether it must be replaced.")
    page.locator("#work_start").fill("2026-12-01T09:00")
    page.locator("#work_completion").fill("2026-12-02T17:00")
    fill_row(page, 0, "Service", "router d", "Router diagnosis", "1")
    fill_row(page, 1, "Material", "patch", "Patch cable Cat 6, 2 m", "4")
    page.get_by_role("button", name="Add worker").click()
    pick(page, "staff-0-worker", "dieg", "Diego González")
    page.locator("#staff-0-hours").fill("2")
    expect(page.locator(".grand-total [data-totals=total]")).to_have_text("$176.00")
    page.get_by_role("button", name="Create order").click()
    page.wait_for_url(re.compile(r"/orders/\d+$"))
    return page.url


def read_pdf(page: Page, address: str, version: int) -> str:
    """A version's text, blanks folded."""
    answer = page.request.get(f"{address}/documents/{version}")
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in pages).split())


def release(page: Page, address: str) -> None:
    """Step 2."""
    page.goto(address)
    page.get_by_role("link", name="Release service order").click()
    page.get_by_text("Yes, release").click()
    draw(page)
    page.get_by_role("button", name="Release order").click()
    expect(page.locator("#order-head .state")).to_have_text("2. Released")


def test_the_story_from_create_to_statement(sign_in: SignIn) -> None:
    """Six steps of product.md §1."""
    layla, ogechi, diego = sign_in("Layla"), sign_in("Ogechi"), sign_in("Diego", phone=True)

    address = create(layla)
    number = address.rsplit("/", 1)[1]
    expect(layla.locator("#order-head .state")).to_have_text("1. Created")
    expect(ogechi.locator(f"#item-{number}")).to_be_visible()

    release(ogechi, address)
    expect(layla.locator("#order-head .state")).to_have_text("2. Released")

    expect(ogechi.locator("article.pdf")).to_contain_text("Version 1")
    first = read_pdf(ogechi, address, 1)
    for words in (
        "Office network is down",
        "ACME",
        "Router diagnosis",
        "Diego González",
        "$176.00",
        "Ogechi Adeola",
    ):
        assert words in first, words

    assert diego.request.get(address).status == 404
    do(layla, "Add or remove field workers")
    layla.get_by_role("checkbox", name="Diego González").check()
    layla.get_by_role("button", name="Save").click()
    diego.locator(f"#item-{number}").click()
    expect(diego.locator("#order-head")).to_contain_text("Office network is down")
    diego.get_by_label("Attach file or photo").set_input_files(
        {"name": "rack.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    diego.get_by_label("Message").fill("On site. The WAN light stays red.")
    diego.get_by_role("button", name="Send", exact=True).click()
    expect(ogechi.locator(".timeline")).to_contain_text("The WAN light stays red.")
    expect(ogechi.get_by_role("log").get_by_alt_text("rack.jpg")).to_be_visible()

    confirm_part(diego)
    all_see("3. Partially confirmed", layla, ogechi, diego)
    expect(layla.locator("#details")).to_contain_text("$140.50")
    confirm_rest(diego)
    all_see("4. Finally confirmed", layla, ogechi, diego)

    expect(layla.locator("article.pdf")).to_have_count(3)
    statement = read_pdf(layla, address, 3)
    for words in ("Service order statement", "$148.50", "$183.75", "$332.25", "Wi-Fi 6 router AX3000"):
        assert words in statement, words
    assert "$176.00" not in statement.split("What changed")[0]


def all_see(state: str, *pages: Page) -> None:
    """The open pages show the state without being loaded again."""
    for page in pages:
        expect(page.locator("#order-head .state")).to_have_text(state)


def confirm_part(page: Page) -> None:
    """Step 5, the first time: part of the plan, not last."""
    do(page, "Create confirmation")
    page.get_by_role("button", name="Start from the plan").click()
    rows = page.locator("[data-repeatable-rows=row]")
    rows.filter(has=page.locator("[value='patch-cable']")).get_by_role("textbox").last.fill("2")
    rows.filter(has=page.locator("[value='diego']")).get_by_role("textbox").last.fill("1,5")
    expect(page.locator(".dialog__foot [data-totals=total]")).to_have_text("$140.50")
    page.locator("dialog").get_by_text("No", exact=True).click()
    page.get_by_role("button", name="Send", exact=True).last.click()
    expect(page.locator("dialog#dialog[open]")).to_have_count(0)


def confirm_rest(page: Page) -> None:
    """Step 5, the last time: what nobody had planned. Only one action is left, so its own button stands there."""
    expect(page.locator("#order-actions > a")).to_contain_text("Create confirmation")
    do(page, "Create confirmation")
    fill_row(page, 0, "Material", "router", "Wi-Fi 6 router AX3000", "1")
    fill_row(page, 1, "Material", "patch", "Patch cable Cat 6, 2 m", "1")
    page.get_by_role("button", name="Add worker").click()
    pick(page, "staff-0-worker", "dieg", "Diego González")
    page.locator("#staff-0-hours").fill("1:15")
    expect(page.locator(".dialog__foot [data-totals=total]")).to_have_text("$191.75")
    page.get_by_text("Yes, close order").click()
    page.get_by_role("button", name="Send and close order").click()
    expect(page.locator("dialog#dialog[open]")).to_have_count(0)
