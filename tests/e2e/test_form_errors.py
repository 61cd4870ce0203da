"""What is wrong with a form is said everywhere in the same way, whoever draws it: the server or a script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.e2e.conftest import SignIn
from tests.e2e.installation import Windows
from tests.e2e.sentences import glued, unstyled
from tests.e2e.test_screens import look_at_both

Step = Callable[[Page], None]


def empty_file(name: str) -> FilePayload:
    """A file that is refused before it is sent."""
    return {"name": name, "mimeType": "text/plain", "buffer": b""}


def all_wrong(page: Page) -> None:
    """The create form, sent empty."""
    page.goto("/orders/new")
    page.get_by_role("button", name="Create order").click()
    expect(page.get_by_text("This is required").first).to_be_visible()


def wrong_confirmation(page: Page) -> None:
    """The confirmation form, sent empty, with files that cannot be taken."""
    page.goto("/orders/4/confirmation")
    page.locator("input[type=file]").first.set_input_files([empty_file("nothing.txt")])
    expect(page.get_by_text("The file is empty.")).to_be_visible()
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Send without them").click()
    expect(page.get_by_text("Add at least one product or worker")).to_be_visible()


def wrong_message(page: Page) -> None:
    """The composer: too many files, and a text that is too long."""
    page.goto("/orders/4")
    page.locator(".composer input[type=file]").first.set_input_files([empty_file(f"{n}.txt") for n in range(21)])
    page.get_by_role("textbox", name="Message").fill("x" * 20_001)
    page.get_by_role("textbox", name="Message").press("Enter")
    expect(page.get_by_text("more than fit")).to_be_visible()
    expect(page.get_by_text("At most 20 files.")).to_be_visible()


def wrong_client(page: Page) -> None:
    """A form of master data."""
    page.goto("/clients/new")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".field-error").first).to_be_visible()


def refused(page: Page) -> None:
    """A form that the server cannot take at all: the sentence above it is a script's."""
    page.goto("/orders/new")
    page.route("**/orders", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_role("button", name="Create order").click()
    expect(page.get_by_role("alert").filter(has_text="No connection")).to_be_visible()


STEPS: dict[str, tuple[str, Step]] = {
    "create": ("Layla", all_wrong),
    "confirmation": ("Diego", wrong_confirmation),
    "message": ("Layla", wrong_message),
    "client": ("Noor", wrong_client),
    "refused": ("Layla", refused),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_faults_look_alike_and_touch_nothing(sign_in: SignIn, step: str, phone: bool) -> None:
    """faults.md D13."""
    who, act = STEPS[step]
    page = sign_in(who, phone=phone)
    act(page)
    assert page.locator(".field-error, .note--danger").filter(visible=True).count()
    assert unstyled(page) == []
    assert glued(page) == []
    look_at_both(page, f"faults-{step}-{'phone' if phone else 'desktop'}")


def test_a_sentence_about_products_or_workers_goes_with_either(sign_in: SignIn) -> None:
    """faults.md D13: it stands at the products, and is mended by a worker as well."""
    page = sign_in("Diego")
    wrong_confirmation(page)
    page.get_by_role("button", name="Add worker").click()
    expect(page.get_by_text("Add at least one product or worker")).to_be_hidden()


def test_a_wrong_password_is_said_apart_from_the_form(windows: Windows) -> None:
    """faults.md D13: the banner of the sign-in page."""
    page = windows.empty()
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("layla@nadiya.example")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert").filter(visible=True)).to_be_visible()
    assert glued(page) == []


def test_without_its_style_a_fault_is_found_out(sign_in: SignIn) -> None:
    """Control: the same measures fail where a sentence lost its colour and the banner its distance."""
    page = sign_in("Layla")
    all_wrong(page)
    assert (unstyled(page), glued(page)) == ([], [])
    page.evaluate(
        """() => {
            for (const one of document.querySelectorAll(".field-error")) one.style.color = "inherit";
            document.querySelector(".note--danger").style.margin = 0;
        }"""
    )
    assert unstyled(page)
    assert glued(page)
