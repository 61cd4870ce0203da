"""Pictures, films and files in a browser: sent from desktop and phone, looked at, played, and never run."""

import io
import math
import struct
import wave
from base64 import b64encode
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Error, FilePayload, Locator, Page, expect

from fieldwork.attachments.tests.sample_pictures import SECRET, photo
from tests.e2e.axe import faults
from tests.e2e.disconnects import connection_breaks
from tests.e2e.installation import Installation, Windows
from tests.e2e.test_live import look
from tests.pages.strange_texts import DOWNLOAD, corpus

RECORD = """() => new Promise((done) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 160, height: 90 });
    const paint = canvas.getContext("2d");
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: "video/webm" });
    recorder.ondataavailable = async ({ data }) => done([...new Uint8Array(await data.arrayBuffer())]);
    recorder.start();
    let frame = 0;
    const timer = setInterval(() => {
        paint.fillStyle = `hsl(${frame * 12} 80% 50%)`;
        paint.fillRect(0, 0, 160, 90);
        if (++frame > 20) { clearInterval(timer); recorder.stop(); }
    }, 40);
})"""
DROP = """([selector, files]) => {
    const data = new DataTransfer();
    for (const [name, type, content] of files) {
        const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
    }
    const target = document.querySelector(selector);
    for (const kind of ["dragenter", "dragover", "drop"])
        target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""
PASTE = """([content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "image.png", { type: "image/png" }));
    const pasted = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(pasted);
}"""


def file(name: str, content: bytes) -> FilePayload:
    """As a file chooser gives it."""
    return {"name": name, "mimeType": "", "buffer": content}


def choose(page: Page, *files: FilePayload) -> None:
    """Chooses files with the paperclip and waits until they are there."""
    before = chips(page).count()
    page.get_by_label("Attach file or photo").set_input_files(list(files))
    there(page, before + len(files))


def chips(page: Page) -> Locator:
    return page.locator(".composer .file")


def there(page: Page, count: int) -> None:
    """So many files have arrived at the server."""
    expect(page.locator(".composer input[type=hidden][data-name]")).to_have_count(count)


def send(page: Page, text: str) -> None:
    page.get_by_label("Message", exact=True).fill(text)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(chips(page)).to_have_count(0)


def noise() -> bytes:
    """Two seconds of a tone."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(place / 4))) for place in range(16_000)))
    return out.getvalue()


def test_photos_of_a_phone_are_seen_by_the_office(installation: Installation, windows: Windows) -> None:
    order = installation.order("Cellar", staff=("diego",))
    layla, diego = windows.signed_in("Layla"), windows.signed_in("Diego", phone=True)
    for page in (layla, diego):
        look(page, order)
    camera = diego.get_by_label("Take photo")
    expect(camera).to_have_attribute("capture", "environment")
    camera.set_input_files([file("now.jpg", photo("JPEG", size=(1600, 900)))])
    there(diego, 1)
    choose(diego, file("phone.heic", photo("HEIF", orientation=1, size=(640, 480))), file("plan.pdf", b"%PDF-1.7"))
    send(diego, "This is how it looks")
    entry = layla.get_by_role("article").filter(has_text="This is how it looks")
    shots = entry.locator("a[data-lightbox]")
    expect(shots).to_have_count(2)
    assert shots.locator("img").evaluate_all("all => all.map((one) => one.alt)") == ["now.jpg", "phone.heic"]
    for place in range(2):
        expect(shots.nth(place).locator("img")).to_have_js_property("complete", value=True)
        assert shots.nth(place).locator("img").evaluate("one => one.naturalWidth") > 0
    expect(entry.get_by_role("link", name="plan.pdf")).to_contain_text("PDF")
    address = shots.first.get_attribute("href") or ""
    assert SECRET not in layla.request.get(address).body()

    shots.first.press("Enter")
    box = layla.get_by_role("dialog", name="Pictures")
    expect(box).to_contain_text("now.jpg 1 / 2")
    shown = box.get_by_role("img", name="now.jpg")
    expect(shown).to_have_js_property("complete", value=True)
    assert shown.evaluate("one => Math.max(one.naturalWidth, one.naturalHeight)") == 1600
    layla.keyboard.press("ArrowRight")
    expect(box).to_contain_text("phone.heic 2 / 2")
    for theme in ("light", "dark"):
        layla.emulate_media(color_scheme=theme)
        assert not faults(layla)
    with layla.expect_download() as saved:
        box.get_by_role("link", name="Save picture").click()
    assert Path(saved.value.path()).read_bytes()[4:12] == b"ftypheic"
    layla.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(shots.nth(1)).to_be_focused()


def test_a_finger_goes_from_picture_to_picture(installation: Installation, windows: Windows) -> None:
    order = installation.order("Fingers", staff=("diego",))
    diego = windows.signed_in("Diego", phone=True)
    look(diego, order)
    choose(diego, *(file(f"{place}.png", photo("PNG")) for place in range(3)))
    send(diego, "")
    diego.locator("a[data-lightbox]").first.tap()
    box = diego.get_by_role("dialog", name="Pictures")
    for start, end, words in ((300, 60, "2 / 3"), (300, 60, "3 / 3"), (60, 300, "2 / 3"), (200, 190, "2 / 3")):
        for kind, x in (("pointerdown", start), ("pointerup", end)):
            box.dispatch_event(kind, {"clientX": x, "clientY": 400, "pointerType": "touch", "bubbles": True})
        expect(box).to_contain_text(words)


def test_dropped_and_pasted_files_go_with_the_message(installation: Installation, windows: Windows) -> None:
    order = installation.order("Dropped", staff=("diego",))
    layla = windows.signed_in("Layla")
    look(layla, order)
    png = b64encode(photo("PNG")).decode()
    layla.evaluate(DROP, ["[role=log]", [["a.png", "image/png", png], ["b.txt", "text/plain", "aGVsbG8="]]])
    there(layla, 2)
    layla.get_by_label("Message", exact=True).focus()
    layla.evaluate(PASTE, [png])
    there(layla, 3)
    send(layla, "Dropped and pasted")
    entry = layla.get_by_role("article").filter(has_text="Dropped and pasted")
    expect(entry.locator("a[data-lightbox]")).to_have_count(2)
    expect(entry.get_by_role("link", name="b.txt")).to_be_visible()


def test_a_file_that_did_not_come_through_is_tried_again_and_one_on_its_way_is_cancelled(
    installation: Installation, windows: Windows
) -> None:
    order = installation.order("Cut", staff=("diego",))
    layla = windows.signed_in("Layla")
    look(layla, order)
    with connection_breaks(installation, layla):
        layla.get_by_label("Attach file or photo").set_input_files([file("rack.txt", b"x" * 500)])
        again = layla.get_by_role("button", name="Try again rack.txt")
        expect(again).to_be_visible()
    # By itself, as soon as the server is heard of again.
    there(layla, 1)
    expect(again).to_be_hidden()
    layla.route("**/files", lambda route: route.abort())
    layla.get_by_label("Attach file or photo").set_input_files([file("socket.txt", b"x")])
    again = layla.get_by_role("button", name="Try again socket.txt")
    expect(again).to_be_visible()
    layla.unroute("**/files")
    again.click()
    there(layla, 2)
    expect(again).to_be_hidden()

    installation.line.hold()
    layla.get_by_label("Attach file or photo").set_input_files([file("large.bin", b"x" * 9_000_000)])
    expect(layla.get_by_role("progressbar", name="Sent so far")).to_be_visible()
    layla.get_by_role("button", name="Remove large.bin").click()
    installation.line.let_go()
    expect(chips(layla)).to_have_count(2)
    send(layla, "Without the large one")
    entry = layla.get_by_role("article").filter(has_text="Without the large one")
    expect(entry.locator("a.file")).to_have_count(2)


def test_film_and_sound_are_played_in_place_from_any_second(installation: Installation, windows: Windows) -> None:
    order = installation.order("Noise", staff=("diego",))
    layla = windows.signed_in("Layla")
    look(layla, order)
    choose(layla, file("lift.webm", bytes(layla.evaluate(RECORD))), file("noise.wav", noise()))
    send(layla, "Hear this")
    entry = layla.get_by_role("article").filter(has_text="Hear this")
    for tag in ("video", "audio"):
        player = entry.locator(tag)
        player.evaluate("one => { one.muted = true; return one.play(); }")
        layla.wait_for_function("one => one.currentTime > 0.1", arg=player.element_handle())
    sound = entry.locator("audio")
    sound.evaluate("one => { one.currentTime = 1.5; }")
    layla.wait_for_function("one => !one.seeking && one.currentTime >= 1.5", arg=sound.element_handle())
    address = sound.get_attribute("src") or ""
    part = layla.request.get(address, headers={"Range": "bytes=100-199"})
    assert (part.status, part.body()) == (206, noise()[100:200])


def test_the_media_of_an_order_are_found_by_keys_alone(installation: Installation, windows: Windows) -> None:
    order = installation.order("Album", staff=("diego",))
    layla = windows.signed_in("Layla")
    look(layla, order)
    choose(layla, file("one.png", photo("PNG")), file("letter.txt", b"Dear"))
    send(layla, "Two")
    details = layla.get_by_role("complementary", name="Order details")
    pictures = details.get_by_role("link", name="Pictures 1")
    expect(pictures).to_be_visible()
    pictures.press("Enter")
    dialog = layla.get_by_role("dialog").filter(has_text="Media of this order")
    expect(dialog.locator("a[data-lightbox]")).to_have_count(1)
    for theme in ("light", "dark"):
        layla.emulate_media(color_scheme=theme)
        assert not faults(layla)
    dialog.get_by_role("link", name="Files").press("Enter")
    expect(dialog.get_by_role("link", name="letter.txt")).to_be_visible()
    assert not faults(layla)
    dialog.get_by_role("link", name="Pictures").press("Enter")
    dialog.locator("a[data-lightbox]").press("Enter")
    box = layla.get_by_role("dialog", name="Pictures")
    expect(box).to_contain_text("one.png")
    layla.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(dialog).to_be_visible()
    layla.keyboard.press("Escape")
    expect(pictures).to_be_focused()


def test_no_file_runs_when_somebody_opens_it(installation: Installation, windows: Windows) -> None:
    """Each of the corpus that may be seen in place, opened as a page of its own; the others are saved, not shown."""
    order = installation.order("Traps", staff=("diego",))
    layla = windows.signed_in("Layla")
    layla.goto("about:blank")
    asked: list[str] = []
    layla.context.on("request", lambda request: asked.append(request.url))
    headers = {"Authorization": f"Bearer {installation.tokens['diego']}"}
    shown = [sent for sent in corpus() if sent.shown_as != DOWNLOAD or sent.name.startswith(("photo.svg", "page."))]
    with httpx.Client(base_url=f"{installation.program.address}/api/v1", headers=headers, timeout=30) as api:
        for sent in shown:
            kept = api.post("/files", files={"file": ("x", sent.content)}).json()
            assert api.post(f"/orders/{order}/messages", json={"files": [kept["id"]]}).is_success
            address = f"/orders/{order}/files/{kept['id']}"
            asked.clear()
            page = layla.context.new_page()
            # A download ends the way to the page: that is an error to Playwright.
            with suppress(Error):
                page.goto(address)
            page.wait_for_timeout(80)
            page.close()
            # The browser's own viewer of PDF asks for parts of itself.
            ours = {url.removeprefix(installation.line.address) for url in asked if url.startswith("http")}
            assert address in ours, sent.name
            assert ours <= {address, "/favicon.ico"}, sent.name


@pytest.mark.parametrize("phone", [False, True])
def test_an_order_with_media_looks_like_the_design(
    installation: Installation, windows: Windows, *, phone: bool
) -> None:
    order = installation.order("Looks", staff=("diego",))
    layla = windows.signed_in("Layla", phone=phone)
    look(layla, order)
    choose(layla, *(file(f"{place}.png", photo("PNG", size=(900, 700))) for place in range(5)))
    send(layla, "Five")
    choose(layla, file("lift.webm", bytes(layla.evaluate(RECORD))), file("noise.wav", noise()), file("a.xlsx", b"PK"))
    send(layla, "Others")
    for theme in ("light", "dark"):
        layla.emulate_media(color_scheme=theme)
        assert not faults(layla)
        assert layla.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
