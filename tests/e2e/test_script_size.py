"""What the first page costs over the wire, counted where it arrives: everything of it, and its scripts."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.e2e.installation import Installation, Windows, come_in

MOST, MOST_SCRIPT = 150_000, 60_000


@pytest.fixture
def order(installation: Installation) -> int:
    """Of somebody who is on few orders: a name in Arabic, of another test, would bring its font along."""
    return installation.order("Light", staff=("otto",))


def arrived(page: Page, address: str) -> dict[str, tuple[str, int]]:
    """Kind and bytes, head and body, of each address that the page fetched."""
    weights: dict[str, tuple[str, int]] = {}

    def weigh(request: Request) -> None:
        sizes = request.sizes()
        weights[request.url] = (request.resource_type, sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", weigh)
    page.goto(address)
    expect(page.get_by_role("main")).to_be_visible()
    page.wait_for_timeout(1500)
    return weights


@pytest.mark.parametrize("address", ["/orders", "/orders/{order}"])
def test_the_first_page_is_light(windows: Windows, order: int, address: str) -> None:
    signed_in, fresh = windows.empty(), windows.empty(phone=True)
    signed_in.goto("/sign-in")
    come_in(signed_in, "Otto")
    fresh.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    weights = arrived(fresh, address.format(order=order))
    assert any(kind == "font" for kind, _size in weights.values())
    assert sum(size for _kind, size in weights.values()) <= MOST, weights
    assert 0 < sum(size for kind, size in weights.values() if kind == "script") <= MOST_SCRIPT, weights
