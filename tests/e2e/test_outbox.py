"""Nothing typed is ever lost: a stopped server, a killed browser, an ended session, another person on the device."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.axe import faults_in_both
from tests.e2e.device import device
from tests.e2e.installation import Installation, Windows, come_in, served_again, server_stopped, staged
from tests.e2e.test_drafts import end_session
from tests.e2e.test_live import look

WAITS = "It is kept on this device and sent by itself."


def write(page: Page, text: str) -> None:
    """Types it and sends it."""
    page.get_by_label("Message", exact=True).fill(text)
    page.get_by_role("button", name="Send", exact=True).click()


def waiting(page: Page, text: str) -> Locator:
    """The message as it waits."""
    return page.locator("[data-pending]").filter(has_text=text)


def arrived(page: Page, text: str) -> Locator:
    """The message as the server has it."""
    return page.locator("[data-timeline] > [data-seq]").filter(has_text=text)


def told(installation: Installation, order: int) -> list[tuple[str, str]]:
    """Who has written what, as the server's records say."""
    address = f"{installation.program.address}/api/v1/orders/{order}/timeline"
    answer = installation.client.get(address, headers={"Authorization": f"Bearer {installation.tokens['layla']}"})
    return [(one["by"], one["text"]) for one in answer.json()["items"] if one["kind"] == "message"]


@pytest.fixture
def own_installation(tmp_path: Path) -> Iterator[Installation]:
    """One whose program may be killed."""
    with staged(tmp_path / "house") as found:
        yield found


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desktop"])
def test_a_message_outlives_a_stopped_server_and_a_killed_browser(
    own_installation: Installation, chromium: Browser, chromium_path: str, tmp_path: Path, phone: bool
) -> None:
    """faults.md A1, E3: written while the server is down, the browser killed; it goes once after a new sign-in."""
    order = own_installation.order("Kept through it all", staff=("diego",))
    with device(chromium, tmp_path / "profile", own_installation.line.address, phone=phone) as diegos:
        page = diegos.open("/sign-in", chromium_path)
        come_in(page, "Diego")
        look(page, order)
        with server_stopped(own_installation):
            write(page, "The socket is broken")
            expect(waiting(page, "The socket is broken")).to_contain_text(WAITS)
            page.get_by_label("Message", exact=True).fill("half a sentence")
            expect(page.get_by_label("Message", exact=True)).to_have_value("half a sentence")
            page.wait_for_timeout(1000)  # the time that a draft may take; what is younger than that is not promised
            diegos.kill()
        with served_again(own_installation):
            page = diegos.open(f"/orders/{order}", chromium_path)
            # Its session may have ended with the browser: the door leads back to where one wanted.
            if "/sign-in" in page.url:
                page.get_by_role("button", name="Diego").first.click()
                page.wait_for_url(f"**/orders/{order}")
            expect(arrived(page, "The socket is broken")).to_have_count(1)
            expect(page.locator("[data-pending]")).to_have_count(0)
            expect(page.get_by_label("Message", exact=True)).to_have_value("half a sentence")
            assert told(own_installation, order) == [("diego@nadiya.example", "The socket is broken")]


@pytest.mark.parametrize(("status", "phone"), [(503, True), (502, False), (429, True), (507, False)])
def test_a_message_that_was_answered_with_a_trouble_waits_and_goes_after_a_reload(
    installation: Installation, windows: Windows, status: int, phone: bool
) -> None:
    """faults.md A1 and its neighbours: 503, a proxy's 502, 429, 507."""
    order = installation.order(f"Trouble {status}", staff=("diego",))
    diego = windows.signed_in("Diego", phone=phone)
    look(diego, order)
    diego.route("**/messages", lambda route: route.fulfill(status=status, body="trouble"))
    write(diego, "Still here")
    expect(waiting(diego, "Still here")).to_contain_text(WAITS)
    diego.reload()
    expect(waiting(diego, "Still here")).to_contain_text(WAITS)
    diego.unroute("**/messages")
    diego.reload()
    expect(arrived(diego, "Still here")).to_have_count(1)
    expect(diego.locator("[data-pending]")).to_have_count(0)
    assert told(installation, order) == [("diego@nadiya.example", "Still here")]


def test_without_the_store_the_message_is_lost(installation: Installation, windows: Windows) -> None:
    """The control test: what the test above proves is the store's doing."""
    order = installation.order("Nothing kept", staff=("diego",))
    diego = windows.signed_in("Diego", phone=True)
    look(diego, order)
    diego.route("**/messages", lambda route: route.fulfill(status=503, body="trouble"))
    write(diego, "Gone")
    expect(waiting(diego, "Gone")).to_contain_text(WAITS)
    diego.goto("/orders")
    diego.evaluate(
        """() => new Promise((done) => {
            const asked = indexedDB.open("fieldwork");
            asked.onsuccess = () => {
                const change = asked.result.transaction("messages", "readwrite");
                change.objectStore("messages").clear();
                change.oncomplete = () => { asked.result.close(); done(); };
            };
        })"""
    )
    diego.unroute("**/messages")
    look(diego, order)
    expect(diego.locator("[data-pending]")).to_have_count(0)
    assert told(installation, order) == []


def test_an_answer_that_got_lost_does_not_double_the_message(installation: Installation, windows: Windows) -> None:
    """faults.md A1: the server has it, the phone does not know; it asks again and hears that it is there."""
    order = installation.order("Once", staff=("diego",))
    diego = windows.signed_in("Diego", phone=True)
    look(diego, order)
    tries: list[int] = []
    network = {"loses_answers": True}

    def taken_and_lost(route: Route) -> None:
        if not network["loses_answers"]:
            route.continue_()
            return
        tries.append(route.fetch().status)
        route.abort()

    diego.route("**/messages", taken_and_lost)
    write(diego, "Only once")
    expect(arrived(diego, "Only once")).to_have_count(1)
    diego.reload()
    diego.wait_for_timeout(500)
    # Not unrouted: a try whose answer is on its way would be settled twice.
    network["loses_answers"] = False
    diego.reload()
    expect(arrived(diego, "Only once")).to_have_count(1)
    expect(diego.locator("[data-pending]")).to_have_count(0)
    assert tries
    assert told(installation, order) == [("diego@nadiya.example", "Only once")]


def test_what_was_written_signed_out_goes_with_the_next_sign_in_of_the_same_person(
    installation: Installation, windows: Windows
) -> None:
    """faults.md A1: in another tab, with a fresh token; the page that waits sends it itself."""
    order = installation.order("Signed out", staff=("diego",))
    diego = windows.signed_in("Diego")
    look(diego, order)
    end_session(installation, diego)
    write(diego, "After the session")
    expect(waiting(diego, "After the session")).to_contain_text("Waits for your sign-in.")
    other = diego.context.new_page()
    other.goto("/sign-in")
    come_in(other, "Diego")
    expect(waiting(diego, "After the session")).to_have_count(0, timeout=60_000)
    assert told(installation, order) == [("diego@nadiya.example", "After the session")]


def test_another_person_on_the_same_device_sees_and_sends_nothing_of_it(
    installation: Installation, windows: Windows
) -> None:
    """faults.md A1: neither the message nor the draft; both are Diego's again with his own sign-in."""
    order = installation.order("Shared device", staff=("diego", "otto"))
    page = windows.signed_in("Diego", phone=True)
    look(page, order)
    end_session(installation, page)
    write(page, "Diego wrote this")
    expect(waiting(page, "Diego wrote this")).to_be_visible()
    page.get_by_label("Message", exact=True).fill("and began this")
    stays = page.context.new_page()
    stays.goto("/sign-in")
    come_in(stays, "Otto")
    look(stays, order)
    expect(stays.locator("[data-pending]")).to_have_count(0)
    expect(stays.get_by_label("Message", exact=True)).to_have_value("")
    # Diego's page is still open, tries again, and must not write in Otto's name.
    waiting(page, "Diego wrote this").get_by_role("button", name="Try again").click()
    expect(waiting(page, "Diego wrote this")).to_contain_text("Waits for your sign-in.")
    stays.get_by_label("Message", exact=True).fill("Otto was here")
    stays.get_by_role("button", name="Send", exact=True).click()
    expect(arrived(stays, "Otto was here")).to_have_count(1)
    assert told(installation, order) == [("otto@nadiya.example", "Otto was here")]
    end_session(installation, stays)
    stays.goto("/sign-in")
    come_in(stays, "Diego")
    look(stays, order)
    expect(arrived(stays, "Diego wrote this")).to_have_count(1)
    expect(stays.get_by_label("Message", exact=True)).to_have_value("and began this")
    assert ("diego@nadiya.example", "Diego wrote this") in told(installation, order)


def test_what_waits_is_said_on_every_page_and_can_be_removed(installation: Installation, windows: Windows) -> None:
    """faults.md A1: another order, the list; *Remove* is its writer's."""
    order, elsewhere = (installation.order(name, staff=("diego",)) for name in ("Here", "Elsewhere"))
    diego = windows.signed_in("Diego", phone=True)
    look(diego, order)
    network = {"is_slow": False}
    # On a slow network a try never ends here: nothing is answered, nothing fails.
    diego.context.route("**/messages", lambda route: None if network["is_slow"] else route.abort())
    write(diego, "Not wanted")
    expect(waiting(diego, "Not wanted")).to_contain_text(WAITS)
    bar = diego.locator(".outbox")
    expect(bar).to_be_hidden()
    for path in ("/orders", f"/orders/{elsewhere}"):
        diego.goto(path)
        expect(bar).to_contain_text("1 message is kept on this device and waits to be sent.")
    network["is_slow"] = True
    with diego.expect_request("**/messages"):
        diego.reload()
    # The way to the order does not go while a try lasts.
    bar.get_by_role("link", name=f"Open order #{order}").click()
    expect(waiting(diego, "Not wanted")).to_contain_text("Sending")
    network["is_slow"] = False
    diego.reload()
    waiting(diego, "Not wanted").get_by_role("button", name="Remove").click()
    expect(diego.locator("[data-pending]")).to_have_count(0)
    diego.goto("/orders")
    expect(bar).to_be_hidden()
    assert told(installation, order) == []


def test_a_refused_message_stays_with_the_reason(installation: Installation, windows: Windows) -> None:
    """faults.md A1's neighbour: taken off the order meanwhile. It is not thrown away, nor sent for ever."""
    order = installation.order("Taken off", staff=("diego", "otto"))
    otto = windows.signed_in("Otto", phone=True)
    otto.context.grant_permissions(["clipboard-write", "clipboard-read"])
    look(otto, order)
    otto.context.route("**/messages", lambda route: route.abort())
    file = {"name": "key.txt", "mimeType": "text/plain", "buffer": b"the key"}
    otto.locator("form.composer input[type=file]").first.set_input_files(file)  # type: ignore[arg-type]
    write(otto, "I have the key")
    expect(waiting(otto, "I have the key")).to_contain_text(WAITS)
    installation.send_out(order, "diego")
    otto.context.unroute("**/messages")
    # The page of an order that is not his any more leads away by itself.
    otto.wait_for_url("**/orders", timeout=60_000)
    bar = otto.locator(".outbox")
    expect(bar).to_contain_text("it was not accepted")
    # The order is out of his reach, what he wrote is not.
    expect(bar.get_by_text("I have the key", exact=True)).to_be_visible()
    expect(bar.get_by_role("listitem")).to_contain_text("Not sent:")
    otto.reload()
    bar.get_by_role("button", name="Copy").click()
    expect(otto.get_by_text("Copied")).to_be_visible()
    assert faults_in_both(otto) == []
    # The photo reached the server, which keeps it for its message: nobody else has it.
    photo = otto.request.get(str(bar.get_by_role("link", name="key.txt").get_attribute("href")))
    assert photo.body() == b"the key"
    bar.get_by_role("button", name="Remove").click()
    expect(bar).to_be_hidden()
    otto.reload()
    expect(bar).to_be_hidden()


def test_signing_out_asks_about_what_was_not_sent(installation: Installation, windows: Windows) -> None:
    """faults.md B7: kept for the next sign-in, or deleted; never silently either."""
    order = installation.order("Leaving", staff=("diego",))
    diego = windows.signed_in("Diego")
    look(diego, order)
    diego.context.route("**/messages", lambda route: route.abort())
    write(diego, "Kept for later")
    expect(waiting(diego, "Kept for later")).to_contain_text(WAITS)
    sign_out(diego)
    question = diego.get_by_role("alertdialog")
    expect(question).to_contain_text("messages 1, drafts 0")
    diego.keyboard.press("Escape")
    expect(question).to_have_count(0)
    sign_out(diego)
    question.get_by_role("button", name="Keep them for my next sign-in").click()
    diego.wait_for_url("**/sign-in")
    come_in(diego, "Diego")
    look(diego, order)
    expect(waiting(diego, "Kept for later")).to_be_visible()
    sign_out(diego)
    question.get_by_role("button", name="Delete them and sign out").click()
    diego.wait_for_url("**/sign-in")
    diego.context.unroute("**/messages")
    come_in(diego, "Diego")
    look(diego, order)
    expect(diego.locator("[data-pending]")).to_have_count(0)
    sign_out(diego)
    diego.wait_for_url("**/sign-in")
    assert told(installation, order) == []


def sign_out(page: Page) -> None:
    """By the menu at the person's name."""
    page.locator(".nav__user").click()
    page.get_by_role("menuitem", name="Sign out").click()
