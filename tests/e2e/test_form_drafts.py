"""Forms: a photo that did not arrive is kept and asked about, what was discarded can be taken back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from fieldwork.attachments.tests.sample_pictures import photo
from tests.e2e.device import device
from tests.e2e.installation import Installation, Windows, come_in, served_again, server_stopped
from tests.e2e.test_drafts import end_session, open_action
from tests.e2e.test_live import look
from tests.e2e.test_outbox import arrived, own_installation, told, waiting, write

__all__ = ["own_installation"]
PHOTO = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


def choose_photo(page: Page, name: str) -> None:
    """Into the form that is open, or the message."""
    dialog = page.get_by_role("dialog")
    form = dialog if dialog.is_visible() else page.locator("form.composer")
    content = {"name": name, "mimeType": "image/jpeg", "buffer": photo("JPEG", size=(400, 300))}
    form.locator("input[type=file]").first.set_input_files(content)  # type: ignore[arg-type]


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_a_photo_outlives_a_stopped_server_a_killed_browser_another_person_and_an_ended_session(
    own_installation: Installation, chromium: Browser, chromium_path: str, tmp_path: Path, phone: bool
) -> None:
    """faults.md D1, A1: in a confirmation and in a message; both go with its writer's next sign-in, once."""
    order = own_installation.order("Photos kept", staff=("diego", "otto"))
    with device(chromium, tmp_path / "profile", own_installation.line.address, phone=phone) as diegos:
        page = diegos.open("/sign-in", chromium_path)
        come_in(page, "Diego")
        look(page, order)
        with server_stopped(own_installation):
            choose_photo(page, "message.jpg")
            write(page, "See the photo")
            expect(waiting(page, "See the photo")).to_contain_text("message.jpg")
            diegos.kill()
        with served_again(own_installation):
            page = diegos.open("/sign-in", chromium_path)
            come_in(page, "Diego")
            look(page, order)
            expect(arrived(page, "See the photo").locator("img")).to_have_count(1)
            open_action(page, order, "Create confirmation")
            with server_stopped(own_installation):
                choose_photo(page, "socket.jpg")
                expect(files_of(page)).to_contain_text("could not be sent")
                diegos.kill()
        with served_again(own_installation):
            page = diegos.open("/sign-in", chromium_path)
            come_in(page, "Otto")
            open_action(page, order, "Create confirmation")
            expect(page.get_by_role("button", name="Start from the plan")).to_be_visible()
            expect(files_of(page)).to_have_count(0)
            end_session(own_installation, page)
            page.goto("/sign-in")
            come_in(page, "Diego")
            open_action(page, order, "Create confirmation")
            expect(files_of(page)).to_contain_text("socket.jpg")
            expect(files_of(page).locator("input[type=hidden]")).to_have_count(1)
            page.get_by_role("button", name="Start from the plan").click()
            page.get_by_role("dialog").get_by_text("No", exact=True).click()
            page.get_by_role("dialog").get_by_role("button", name="Send", exact=True).click()
            expect(page.get_by_role("dialog")).to_be_hidden()
            expect(arrived(page, "Confirmation 1").locator("img")).to_have_count(1)
            assert told(own_installation, order) == [("diego@nadiya.example", "See the photo")]


def files_of(page: Page) -> Locator:
    """The files of the form that is open."""
    return page.get_by_role("dialog").locator("[data-uploads=item]")


def test_a_confirmation_whose_photo_did_not_arrive_asks_before_it_goes_without(
    installation: Installation, windows: Windows
) -> None:
    """faults.md D1: the photo outlives the reload, is tried again, and the form says what is missing."""
    order = installation.order("With photo", staff=("diego",))
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
    send.click()
    expect(question).to_contain_text(picture.name)
    diego.unroute("**/files")
    question.get_by_role("button", name="Try again").click()
    expect(diego.get_by_role("dialog")).to_be_hidden()
    expect(arrived(diego, "Confirmation 1").locator("img").first).to_be_attached()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_words_about_dropping_and_drawing_are_those_of_the_device(
    installation: Installation, windows: Windows, phone: bool
) -> None:
    """faults.md D14."""
    created, released = installation.order("To release"), installation.order("To confirm", staff=("diego",))
    said = {
        ("Ogechi", f"/orders/{created}/release"): ("Sign here with mouse or finger", "Sign here with your finger"),
        ("Diego", f"/orders/{released}/confirmation"): (
            "Drop photos or documents here", "Add photos or documents",
        ),
    }  # fmt: skip
    for (who, address), words in said.items():
        page = windows.signed_in(who, phone=phone)
        page.goto(address)
        if "release" in address:
            page.get_by_text("Yes, release").click()
        for place, sentence in enumerate(words):
            expect(page.get_by_text(sentence)).to_be_visible(visible=phone == bool(place))


@pytest.mark.parametrize("status", [503, 507])
def test_a_form_that_meets_a_trouble_says_it_and_keeps_what_was_typed(
    installation: Installation, windows: Windows, status: int
) -> None:
    """faults.md C9: the database away, the disk full; after a reload, too."""
    layla = windows.signed_in("Layla")
    layla.goto("/orders/new")
    layla.get_by_label("Order name").fill(f"Typed {status}")
    sentence = f"The server is in trouble {status}"
    page = {"status": status, "content_type": "application/problem+json", "body": f'{{"detail": "{sentence}"}}'}

    def troubled(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(**page)  # type: ignore[arg-type]
        else:
            route.fallback()

    layla.route("**/orders", troubled)
    layla.get_by_role("button", name="Create order").click()
    expect(layla.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(layla.get_by_label("Order name")).to_have_value(f"Typed {status}")
    layla.reload()
    expect(layla.get_by_label("Order name")).to_have_value(f"Typed {status}")


def test_discarding_a_form_asks_and_can_be_undone(installation: Installation, windows: Windows) -> None:
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
