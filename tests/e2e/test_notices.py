"""Ogechi and Diego learn what concerns them without reloading; read on one device, it is gone on the other."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.installation import Installation, Windows, staged
from tests.e2e.test_live import look
from tests.running.push_service import Service, push_service


def bell(page: Page) -> Locator:
    """The badge at the bell in the main menu."""
    return page.locator(".nav [data-badge=notices]")


def settled(page: Page) -> None:
    """Nothing is unread."""
    page.goto("/notices")
    button = page.get_by_role("button", name="Mark all read")
    if button.count() and button.is_enabled():
        button.click()
    expect(bell(page)).to_be_hidden()


def test_a_mention_is_counted_opened_and_gone_elsewhere(installation: Installation, windows: Windows) -> None:
    order = installation.order("Who is meant", staff=("diego",))
    ogechi, phone = windows.signed_in("Ogechi"), windows.signed_in("Ogechi", phone=True)
    settled(ogechi)
    phone.goto("/notices")
    installation.say("diego", order, "Can you come, @Ogechi Adeola?")
    expect(bell(ogechi)).to_have_text("11 unread")
    row = phone.get_by_role("link", name=re.compile("Diego González mentioned you"))
    expect(row.first).to_contain_text("Can you come")
    expect(phone.locator(".tabbar [data-badge=notices]")).to_be_visible()
    row.first.tap()
    phone.wait_for_url(f"**/orders/{order}?at=*")
    expect(phone.locator("article", has_text="Can you come").first).to_be_in_viewport()
    ogechi.reload()
    expect(ogechi.get_by_role("link", name=re.compile("mentioned you")).first).not_to_contain_text("Unread")
    expect(bell(ogechi)).to_be_hidden()


def test_reading_the_workspace_reads_the_notice(installation: Installation, windows: Windows) -> None:
    order = installation.order("Read there", staff=("diego",))
    ogechi, other = windows.signed_in("Ogechi"), windows.signed_in("Ogechi")
    settled(ogechi)
    installation.say("diego", order, "@Ogechi Adeola, look")
    expect(bell(ogechi)).to_be_visible()
    look(other, order)
    expect(bell(other)).to_be_hidden()
    ogechi.reload()
    expect(bell(ogechi)).to_be_hidden()


def test_all_is_marked_read_at_once_by_the_keyboard(installation: Installation, windows: Windows) -> None:
    order = installation.order("Many", staff=("diego",))
    ogechi = windows.signed_in("Ogechi")
    settled(ogechi)
    for place in range(3):
        installation.say("diego", order, f"@Ogechi Adeola, {place}")
    expect(bell(ogechi)).to_contain_text("3 unread")
    button = ogechi.get_by_role("button", name="Mark all read")
    expect(button).to_be_enabled()
    button.focus()
    ogechi.keyboard.press("Enter")
    expect(bell(ogechi)).to_be_hidden()
    expect(ogechi.locator(".notification-centre .is-unread")).to_have_count(0)


def test_an_order_is_muted_in_its_workspace(installation: Installation, windows: Windows) -> None:
    order = installation.order("Loud", staff=("diego",))
    ogechi = windows.signed_in("Ogechi")
    settled(ogechi)
    look(ogechi, order)
    ogechi.get_by_role("link", name="Notifications of this order: on").click()
    ogechi.get_by_role("dialog").get_by_role("button", name="Mute this order").click()
    expect(ogechi.get_by_role("link", name="Notifications of this order: off")).to_be_visible()
    installation.say("diego", order, "@Ogechi Adeola, can you hear me?")
    expect(ogechi.get_by_role("log")).to_contain_text("can you hear me?")
    ogechi.goto("/notices")
    expect(ogechi.locator(".notification-centre")).not_to_contain_text("can you hear me?")


@pytest.fixture
def service() -> Iterator[Service]:
    """The push service of the browser's maker."""
    with push_service() as found:
        yield found


@pytest.fixture
def pushed(chromium: Browser, service: Service, tmp_path: Path) -> Iterator[tuple[Installation, Windows]]:
    """An installation that may push to this machine, and windows on it."""
    with staged(tmp_path, FIELDWORK_PUSH_TO_LOOPBACK="1") as installation:
        windows = Windows(chromium, installation.line.address)
        yield installation, windows
        windows.close()


SUBSCRIBE = """(subscription) => {
  // What the browser's own push service would give; there is none on this machine.
  const { endpoint, p256dh, auth } = subscription;
  const made = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }), unsubscribe: async () => true };
  PushManager.prototype.subscribe = async function (options) {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new TypeError("options");
    localStorage.setItem("subscribed", "1");
    return made;
  };
  PushManager.prototype.getSubscription = async () => (localStorage.getItem("subscribed") ? made : null);
}"""
SHOWN = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration.getNotifications()).map((one) => [one.title, one.body, one.data.url]);
}"""
CLICK = """async () => {
  const [notification] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
}"""


def show(page: Page, text: str) -> None:
    """The push arrives in the browser, as its maker's service would bring it."""
    found: list[str] = []
    protocol = page.context.new_cdp_session(page)
    protocol.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(one["registrationId"] for one in told["registrations"]),
    )
    protocol.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(50)
    origin = page.evaluate("location.origin")
    protocol.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": found[0], "data": text})


def test_a_push_reaches_the_device_and_opens_the_entry(service: Service, pushed: tuple[Installation, Windows]) -> None:
    installation, windows = pushed
    order = installation.order("Pushed", staff=("diego",))
    diego = windows.signed_in("Diego")
    diego.context.add_init_script(f"({SUBSCRIBE})({json.dumps(service.subscription())})")
    diego.goto("/notices/choices")
    expect(diego.get_by_text("Nothing is pushed to this device.")).to_be_visible()
    diego.context.grant_permissions(["notifications"])
    diego.get_by_role("button", name="Push to this device").click()
    expect(diego.get_by_text("Pushes come to this device")).to_be_visible()

    installation.say("layla", order, "@Diego González, bring the ladder")
    taken = service.wait_for(1)[0]
    assert taken["title"] == "Layla Nassar mentioned you"
    show(diego, json.dumps(taken))
    diego.wait_for_function(f"async () => (await ({SHOWN})()).length === 1")
    assert diego.evaluate(SHOWN) == [[taken["title"], taken["body"], taken["url"]]]
    diego.context.service_workers[0].evaluate(CLICK)
    diego.wait_for_url(re.compile(re.escape(taken["url"]) + "$"))
    expect(diego.locator("article", has_text="bring the ladder").first).to_be_in_viewport()

    diego.goto("/notices/choices")
    diego.get_by_role("button", name="Stop pushing").click()
    expect(diego.get_by_text("Nothing is pushed to this device.")).to_be_visible()
    installation.say("layla", order, "@Diego González, and the drill")
    diego.goto("/notices")
    expect(diego.locator(".notification-centre")).to_contain_text("and the drill")
    assert len(service.pushed) == 1


def test_choices_are_kept(installation: Installation, windows: Windows) -> None:
    ogechi = windows.signed_in("Ogechi")
    ogechi.goto("/notices")
    ogechi.get_by_role("link", name="What I am told").click()
    box = ogechi.get_by_label("My order was closed: E-mail")
    ticked = box.is_checked()
    box.set_checked(not ticked)
    ogechi.get_by_role("button", name="Save").click()
    expect(ogechi.get_by_role("status").filter(has_text="Saved")).to_be_visible()
    expect(box).to_be_checked(checked=not ticked)
