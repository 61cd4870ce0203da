"""Forms: a photo that did not arrive is asked about, what was discarded can be taken back."""

from pathlib import Path

from playwright.sync_api import expect

from tests.e2e.house import House, Windows
from tests.e2e.test_drafts import open_action
from tests.e2e.test_kept import arrived

PHOTO = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


def test_a_confirmation_whose_photo_did_not_arrive_asks_before_it_goes_without(house: House, windows: Windows) -> None:
    """faults.md D1: the photo outlives the reload, is tried again, and the form says what is missing."""
    order = house.order("With photo", staff=("diego",))
    diego = windows.signed_in("Diego", phone=True)
    open_action(diego, order, "Create confirmation")
    diego.route("**/files", lambda route: route.abort())
    picture = sorted(PHOTO.glob("*.png"))[0]
    diego.get_by_role("dialog").locator("input[type=file]").first.set_input_files(picture)
    chip = diego.get_by_role("dialog").locator("[data-uploads=item]")
    expect(chip).to_contain_text("could not be sent")
    diego.reload()
    open_action(diego, order, "Create confirmation")
    expect(chip).to_contain_text("could not be sent")
    diego.get_by_role("button", name="Start from the plan").click()
    diego.get_by_role("dialog").get_by_text("No", exact=True).click()
    send = diego.get_by_role("dialog").get_by_role("button", name="Send", exact=True)
    send.click()
    question = diego.get_by_role("alertdialog")
    expect(question).to_contain_text(picture.name)
    question.get_by_role("button", name="Keep editing").click()
    expect(chip).to_be_visible()
    diego.unroute("**/files")
    send.click()
    question.get_by_role("button", name="Try again").click()
    expect(diego.get_by_role("dialog")).to_be_hidden()
    expect(arrived(diego, "Confirmation 1").locator("img").first).to_be_attached()


def test_discarding_a_form_asks_and_can_be_undone(house: House, windows: Windows) -> None:
    """faults.md D6."""
    layla = windows.signed_in("Layla")
    layla.goto("/orders/new")
    layla.get_by_label("Order name").fill("Typed for an hour")
    layla.get_by_role("link", name="Discard").click()
    question = layla.get_by_role("alertdialog")
    question.get_by_role("button", name="Keep editing").click()
    expect(layla.get_by_label("Order name")).to_have_value("Typed for an hour")
    layla.get_by_role("link", name="Discard").click()
    question.get_by_role("button", name="Discard", exact=True).click()
    layla.wait_for_url("**/orders")
    layla.get_by_role("button", name="Undo").click()
    layla.wait_for_url("**/orders/new")
    expect(layla.get_by_label("Order name")).to_have_value("Typed for an hour")
    layla.get_by_role("link", name="Discard").click()
    question.get_by_role("button", name="Discard", exact=True).click()
    layla.wait_for_url("**/orders")
    layla.goto("/orders/new")
    expect(layla.get_by_label("Order name")).to_have_value("")
