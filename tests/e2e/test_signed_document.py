"""The drawn signature is on the paper as ink and in words; a typed one is text alone."""

from playwright.sync_api import Page, expect

from tests.e2e.installation import Installation, Windows
from tests.e2e.pdf_text import alternatives_of, ink_above, words_of
from tests.e2e.test_signature import draw, pad

DRAWN = "Drawn signature of Ogechi Adeola"


def signed(page: Page, order: int, *, drawn: bool) -> bytes:
    """Ogechi releases by her own hand or by her typed name; version 1 as she opens it."""
    page.goto(f"/orders/{order}")
    page.get_by_role("link", name="Release service order").click()
    page.get_by_text("Yes, release").click()
    expect(pad(page)).to_be_visible()
    if drawn:
        draw(page, (0.1, 0.3), (0.35, 0.55), (0.6, 0.85))
    else:
        page.get_by_role("button", name="Type instead").click()
        page.get_by_label("Your full name, in place of a drawing").fill("Ogechi Adeola")
    page.get_by_role("button", name="Release order").click()
    expect(page.get_by_role("log").get_by_role("article").filter(has_text="Version 1")).to_be_visible()
    answer = page.request.get(f"/orders/{order}/documents/1")
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def test_the_drawn_signature_is_ink_on_the_paper(installation: Installation, windows: Windows) -> None:
    ogechi = windows.signed_in("Ogechi")
    drawn = signed(ogechi, installation.order("Signed by hand"), drawn=True)
    typed = signed(ogechi, installation.order("Signed by name"), drawn=False)
    assert "Ogechi Adeola" in words_of(drawn)
    assert DRAWN in alternatives_of(drawn)
    assert DRAWN not in alternatives_of(typed)
    assert ink_above(drawn, "Ogechi Adeola") > 200
    assert ink_above(typed, "Ogechi Adeola") == 0
