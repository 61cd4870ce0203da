"""An order with photos opens where one left off, and nothing moves afterwards; faults.md D5."""

import httpx
import pytest
from playwright.sync_api import expect

from fieldwork.attachments.tests.sample_pictures import photo
from tests.e2e.installation import Installation, Windows
from tests.e2e.test_live import look
from tests.e2e.test_media import choose, file, send

SHIFTS = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => done(sum), 200);
})"""
GOOD = 0.1
"""What web.dev calls a good cumulative layout shift."""

BOXES = """all => all.map((one) => {
    const { top, left, width, height } = one.getBoundingClientRect();
    return [Math.round(top), Math.round(left), Math.round(width), Math.round(height)];
})"""
IN_SIGHT = """() => {
    const line = document.querySelector('[data-timeline-start]').getBoundingClientRect();
    const log = document.querySelector('[role=log]').getBoundingClientRect();
    return line.top >= log.top && line.bottom <= log.bottom;
}"""


def tell_with_photos(installation: Installation, order: int, *counts: int) -> None:
    """Diego's messages, each with so many photos as a phone takes them."""
    headers = {"Authorization": f"Bearer {installation.tokens['diego']}"}
    content = photo("JPEG", orientation=1, size=(1600, 1200))
    with httpx.Client(base_url=f"{installation.program.address}/api/v1", headers=headers, timeout=60) as api:
        for place, count in enumerate(counts):
            kept = [api.post("/files", files={"file": (f"{place}.jpg", content)}).json()["id"] for _ in range(count)]
            assert api.post(f"/orders/{order}/messages", json={"text": f"Look {place}", "files": kept}).is_success


@pytest.mark.parametrize("phone", [False, True])
def test_the_first_unread_line_stands_in_sight_and_nothing_moves(
    installation: Installation, windows: Windows, *, phone: bool
) -> None:
    order = installation.order("Roof", staff=("diego",))
    tell_with_photos(installation, order, 1, 3, 2)
    layla = windows.signed_in("Layla", phone=phone)
    look(layla, order)
    layla.get_by_role("log").evaluate("one => one.scrollTo(0, one.scrollHeight)")
    layla.wait_for_load_state("networkidle")
    look(layla, order)
    expect(layla.locator("[data-timeline-start]")).to_have_count(0)
    layla.goto("about:blank")
    tell_with_photos(installation, order, 3, 1, 4, 1)
    look(layla, order)
    layla.wait_for_load_state("networkidle")
    assert layla.evaluate(IN_SIGHT)
    assert layla.evaluate(SHIFTS) < GOOD


def test_tiles_have_their_size_before_the_picture_comes(installation: Installation, windows: Windows) -> None:
    """The page is drawn with all pictures held back, and once more with them: every tile stands where it stood."""
    order = installation.order("Tiles", staff=("diego",))
    tell_with_photos(installation, order, 1, 3)
    layla = windows.signed_in("Layla")
    layla.route("**/files/*/small", lambda route: route.abort())
    layla.route("**/files/*/medium", lambda route: route.abort())
    look(layla, order)
    tiles = layla.get_by_role("log").locator(".photo")
    before = tiles.evaluate_all(BOXES)
    layla.unroute_all()
    layla.reload()
    layla.wait_for_load_state("networkidle")
    boxes = tiles.evaluate_all(BOXES)
    assert boxes == before
    _alone, first, second, _third = boxes
    # No tower: of three, two at least stand beside each other.
    assert first[0] == second[0]


def test_no_original_travels_to_be_shown_small(installation: Installation, windows: Windows) -> None:
    order = installation.order("Small", staff=("diego",))
    tell_with_photos(installation, order, 1, 3)
    layla = windows.signed_in("Layla")
    asked: list[str] = []
    layla.on("request", lambda request: asked.append(request.url))
    look(layla, order)
    layla.wait_for_load_state("networkidle")
    pictures = [url for url in asked if f"/orders/{order}/files/" in url]
    assert pictures
    assert all(url.endswith(("/small", "/medium")) for url in pictures)
    shown = layla.get_by_role("log").locator(".photo img")
    given = shown.evaluate_all("all => all.map((one) => [one.getAttribute('width'), one.getAttribute('height')])")
    assert given == [["1600", "1200"]] * 4


def test_photos_keep_the_order_in_which_they_were_chosen(installation: Installation, windows: Windows) -> None:
    """The first is the largest and arrives last."""
    order = installation.order("Chosen", staff=("diego",))
    diego = windows.signed_in("Diego", phone=True)
    look(diego, order)
    sizes = {"first.png": (1800, 1800), "second.png": (20, 20), "third.png": (400, 400), "fourth.png": (10, 10)}
    choose(diego, *(file(name, photo("PNG", size=size)) for name, size in sizes.items()))
    send(diego, "In order")
    entry = diego.get_by_role("article").filter(has_text="In order")
    expect(entry.locator(".photo img")).to_have_count(4)
    assert entry.locator(".photo img").evaluate_all("all => all.map((one) => one.alt)") == list(sizes)
