"""Whatever people type stays text: forty injections in every text field, looked for in every place that shows them."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.injections import INJECTIONS, seen, watch
from tests.e2e.installation import CABLE, DIAGNOSIS, INK, Installation, Windows, come_in, staged
from tests.e2e.test_live import look
from tests.hypothesis_effort import EFFORT

LISTS = ("clients", "materials", "services", "workers", "order-types", "people", "rules", "outgoing")
TIMES = {"work_start": "2026-12-01T09:00:00+01:00", "work_completion": "2026-12-02T17:00:00+01:00"}


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A company in which everything is called like an injection."""
    with staged(tmp_path_factory.mktemp("strange")) as installation:
        installation.second_process.do("name_strangely", texts=INJECTIONS)
        yield installation


@pytest.fixture
def eyes(chromium: Browser, strange: Installation) -> Iterator[Callable[..., Page]]:
    """Signed in windows on it whose pages tell what ran."""
    windows = Windows(chromium, strange.line.address)

    def signed_in(name: str) -> Page:
        page = windows.empty()
        watch(page.context)
        page.goto("/sign-in")
        come_in(page, name)
        return page

    yield signed_in
    windows.close()


def full_order(installation: Installation, place: int) -> int:
    """An order whose every text is the injection at `place`, through to its last confirmation."""
    text, code = INJECTIONS[place], f"strange-{place}"
    body = {
        "order_type": code, "client": code, "name": text[:120], "description": text, **TIMES,
        "products": [DIAGNOSIS | {"item": code}, CABLE | {"item": code}], "staff": [{"worker": code, "hours": "2"}],
    }  # fmt: skip
    number = int(installation.call("layla", "POST", "/orders", body)["number"])
    installation.call("ogechi", "POST", f"/orders/{number}/release", {"signature": INK, "note": text})
    installation.send_out(number, "diego", f"strange-{place}")
    installation.say("diego", number, text)
    done = {"products": body["products"], "staff": body["staff"], "last": True, "note": text}
    installation.call("diego", "POST", f"/orders/{number}/confirmations", done)
    return number


def test_no_place_makes_more_of_a_text_than_a_text(strange: Installation, eyes: Callable[..., Page]) -> None:
    # All of them are in names of rows and in messages; those in every other field of an order take their turns.
    numbers = [full_order(strange, place) for place in range(0, len(INJECTIONS), max(1, 3 // EFFORT))]
    rejected = int(strange.order("Not performed", released=True))
    strange.call("ogechi", "POST", f"/orders/{rejected}/not-performed", {"reason": "".join(INJECTIONS)[:900]})
    layla, noor = eyes("Layla"), eyes("Noor")
    places = [f"/orders/{number}" for number in numbers]
    places += [f"/orders/{number}/documents/1/page" for number in numbers[::2]]
    places += ["/orders/table", "/orders/board", "/notices", "/profile"]
    places += [f"/orders/{rejected}", f"/orders/{numbers[0]}/field-workers", "/orders", "/orders/new"]
    found = {place: told for place in places if (told := _visit(layla, place))}
    rows = [f"/{slug}" for slug in LISTS] + [f"/clients/strange-{place}" for place in range(0, len(INJECTIONS), 5)]
    rows += ["/materials/strange-0", "/workers/strange-1", "/order-types/strange-2", "/company"]
    found |= {place: told for place in rows if (told := _visit(noor, place))}
    for text in INJECTIONS[:: max(1, 5 // EFFORT)]:
        layla.goto("/orders")
        layla.get_by_role("searchbox").first.fill(text)
        layla.get_by_role("searchbox").first.press("Enter")
        layla.wait_for_load_state("networkidle")
        if told := seen(layla):
            found[f"searched: {text}"] = told
        if told := _visit(layla, f"/search?q={quote(text)}"):
            found[f"found: {text}"] = told
    if told := _visit(layla, "/search?q=fwran"):
        found["found"] = told
    layla.keyboard.press("Control+k")
    layla.keyboard.type("fwran")
    expect(layla.get_by_role("option").nth(8)).to_be_visible()
    if told := seen(layla):
        found["palette"] = told
    assert found == {}


def _visit(page: Page, place: str) -> list[str]:
    answer = page.goto(place)
    assert answer
    assert answer.status == 200, place
    return seen(page)


def test_nor_does_what_arrives_or_is_typed_while_one_looks(strange: Installation, eyes: Callable[..., Page]) -> None:
    order = strange.order("Live", staff=("diego",))
    layla = eyes("Layla")
    look(layla, order)
    for text in INJECTIONS:
        strange.say("diego", order, text)
    last = INJECTIONS[-2]
    expect(layla.get_by_role("log").get_by_text(last, exact=True)).to_be_visible()
    field = layla.get_by_label("Message", exact=True)
    for text in INJECTIONS:
        field.fill(text)
        layla.keyboard.press("Escape")
        field.press("Enter")
        expect(field).to_have_value("")
    expect(layla.locator("[data-pending]")).to_have_count(0)
    assert layla.get_by_role("log").locator(".bubble__text").count() >= 2 * len(INJECTIONS) - 2
    assert seen(layla) == []
    layla.locator("article.msg").last.hover()
    layla.locator("article.msg").last.get_by_role("button", name="Reply").click()
    assert seen(layla) == []
    layla.reload()
    assert seen(layla) == []


def test_the_eye_sees_what_is_not_escaped(strange: Installation, eyes: Callable[..., Page]) -> None:
    order = strange.order("Raw", staff=("diego",))
    for text in INJECTIONS[:20]:
        strange.say("diego", order, text)
    layla = eyes("Layla")

    def unescaped(route: Route) -> None:
        answer = route.fetch()
        raw = answer.text().replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"').replace("&#39;", "'")
        route.fulfill(response=answer, body=raw)

    layla.route(re.compile(rf"/orders/{order}$"), unescaped)
    layla.goto(f"/orders/{order}", wait_until="commit")
    layla.wait_for_timeout(500)
    told = seen(layla)
    assert any(line.startswith("script-src") for line in told), told
    assert any("onerror" in line for line in told), told
