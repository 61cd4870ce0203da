"""The signature pad: what was drawn survives a turned screen, and what is sent is what was drawn."""

import json
from typing import Any
from urllib.parse import parse_qs

from playwright.sync_api import FloatRect, Locator, Page, Request, expect

from tests.e2e.installation import Installation, Windows

UPRIGHT, LYING = {"width": 390, "height": 844}, {"width": 844, "height": 390}
STROKES = ((0.1, 0.3), (0.35, 0.55), (0.6, 0.85))
DARK = """canvas => {
    const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const columns = new Set();
    for (let at = 3; at < data.length; at += 4) if (data[at] > 60) columns.add(((at - 3) / 4) % width);
    const sorted = [...columns].sort((one, other) => one - other);
    return sorted.filter((column, at) => at === 0 || column - sorted[at - 1] > width / 50).length;
}"""
"""How many strokes stand apart on the canvas, counted in the picture itself."""


def form(installation: Installation, windows: Windows, name: str) -> Page:
    """Ogechi's release form on a phone, Yes chosen."""
    page = windows.signed_in("Ogechi", phone=True)
    page.goto(f"/orders/{installation.order(name)}")
    page.get_by_role("link", name="Release service order").click()
    page.get_by_text("Yes, release").click()
    expect(pad(page)).to_be_visible()
    return page


def pad(page: Page) -> Locator:
    """The canvas."""
    return page.get_by_role("img", name="Signature", exact=True)


def ready(page: Page) -> FloatRect:
    """Where the canvas is, once its pixels fit its box and it stands still."""
    pad(page).scroll_into_view_if_needed()
    page.wait_for_function(
        """canvas => Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) <= 2 && canvas.clientWidth > 0""",
        arg=pad(page).element_handle(),
    )
    pad(page).click(trial=True)
    box = pad(page).bounding_box()
    assert box
    return box


def draw(page: Page, *strokes: tuple[float, float]) -> None:
    """A zigzag from one share of the width to another for each."""
    box = ready(page)
    for start, end in strokes:
        page.mouse.move(box["x"] + box["width"] * start, box["y"] + box["height"] * 0.6)
        page.mouse.down()
        for step in range(1, 12):
            across = start + (end - start) * step / 11
            page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * (0.3 + 0.3 * (step % 2)))
        page.mouse.up()


def see_strokes(page: Page, count: int) -> None:
    """So many stand apart in the picture."""
    ready(page)
    page.wait_for_function(f"([canvas, count]) => ({DARK})(canvas) === count", arg=[pad(page).element_handle(), count])


def turn(page: Page, size: dict[str, int]) -> None:
    """The phone is turned."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    ready(page)


def sent(page: Page) -> dict[str, Any]:
    """Presses Release; what the browser sent as the signature."""

    def is_release(request: Request) -> bool:
        return request.method == "POST" and request.url.endswith("/release")

    with page.expect_request(is_release) as asked:
        page.get_by_role("button", name="Release order").click()
    signature: dict[str, Any] = json.loads(parse_qs(asked.value.post_data or "")["signature"][0])
    return signature


def spans(signature: dict[str, Any]) -> list[tuple[float, float]]:
    """Each stroke's reach, in shares of the whole drawing's."""
    strokes = [[x for x, _y, _ms in stroke] for stroke in signature["strokes"]]
    left, right = min(map(min, strokes)), max(map(max, strokes))
    return [((min(xs) - left) / (right - left), (max(xs) - left) / (right - left)) for xs in strokes]


def expected(*strokes: tuple[float, float]) -> list[tuple[float, float]]:
    """The same of what was drawn."""
    left, right = strokes[0][0], strokes[-1][1]
    return [((start - left) / (right - left), (end - left) / (right - left)) for start, end in strokes]


def same(found: list[tuple[float, float]], meant: list[tuple[float, float]]) -> bool:
    """Within a few pixels."""
    return len(found) == len(meant) and all(
        abs(one - other) < 0.06
        for pair, its in zip(found, meant, strict=True)
        for one, other in zip(pair, its, strict=True)
    )


def see_released(page: Page) -> None:
    """The signature stands in the timeline."""
    expect(page.get_by_role("img", name="Signature of Ogechi Adeola")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_drawing_survives_turning_and_resizing_and_is_sent_whole(
    installation: Installation, windows: Windows
) -> None:
    page = form(installation, windows, "Turned")
    draw(page, *STROKES[:2])
    see_strokes(page, 2)
    turn(page, LYING)
    see_strokes(page, 2)
    turn(page, UPRIGHT)
    see_strokes(page, 2)
    draw(page, STROKES[2])
    page.set_viewport_size({"width": 600, "height": 700})
    see_strokes(page, 3)
    signature = sent(page)
    assert same(spans(signature), expected(*STROKES)), signature
    see_released(page)


def test_a_stroke_drawn_on_a_turned_phone_joins_the_others(installation: Installation, windows: Windows) -> None:
    page = form(installation, windows, "Half and half")
    draw(page, STROKES[0])
    turn(page, LYING)
    draw(page, (0.7, 0.9))
    turn(page, UPRIGHT)
    see_strokes(page, 2)
    assert len(sent(page)["strokes"]) == 2
    see_released(page)


def test_undo_takes_the_last_stroke_and_clear_takes_all(installation: Installation, windows: Windows) -> None:
    page = form(installation, windows, "Undone")
    draw(page, *STROKES)
    page.get_by_role("button", name="Undo").click()
    see_strokes(page, 2)
    page.get_by_role("button", name="Clear").click()
    see_strokes(page, 0)
    page.get_by_role("button", name="Undo").click()
    see_strokes(page, 0)
    draw(page, *STROKES)
    page.get_by_role("button", name="Undo").click()
    signature = sent(page)
    assert same(spans(signature), expected(*STROKES[:2])), signature
    see_released(page)


def test_the_full_screen_and_back_keeps_what_was_drawn(installation: Installation, windows: Windows) -> None:
    page = form(installation, windows, "Large")
    draw(page, STROKES[0])
    small = ready(page)
    page.get_by_role("button", name="Full screen").click()
    large = ready(page)
    assert large["height"] > small["height"] * 2
    see_strokes(page, 1)
    draw(page, (0.6, 0.9))
    see_strokes(page, 2)
    page.get_by_role("button", name="Done").click()
    see_strokes(page, 2)
    page.get_by_role("button", name="Full screen").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_visible()
    see_strokes(page, 2)
    assert len(sent(page)["strokes"]) == 2
    see_released(page)


def test_a_release_without_ink_is_refused_with_the_sentence_and_the_drawing_may_follow(
    installation: Installation, windows: Windows
) -> None:
    page = form(installation, windows, "No ink")
    page.get_by_label("Note to the team").fill("Call first")
    draw(page, STROKES[0])
    page.get_by_role("button", name="Clear").click()
    page.get_by_role("button", name="Release order").click()
    expect(page.get_by_role("dialog").get_by_text("Please sign: the box is empty.").last).to_be_visible()
    expect(page.get_by_label("Note to the team")).to_have_value("Call first")
    draw(page, *STROKES)
    page.get_by_role("button", name="Release order").click()
    see_released(page)
