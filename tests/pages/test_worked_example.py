"""The worked example of product.md §5 through the pages: what people read in the workspace and in the PDFs."""

import re

import pytest

from tests.pages.browser_client import Fields
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya
from tests.pages.html_view import Shown, shown
from tests.pages.pdf_text import paper

MONEY = re.compile(r"[+−-]?\$[\d,]+\.\d\d|–")
FIRST = GOOD_CONFIRMATION
LAST: Fields = {
    "last": "yes",
    "products.0.kind": "material",
    "products.0.item": "router",
    "products.0.quantity": "1",
    "products.1.kind": "material",
    "products.1.item": "patch-cable",
    "products.1.quantity": "1",
    "staff.0.worker": "diego",
    "staff.0.hours": "1:15",
}


def amounts(page: Shown, label: str, end: str) -> list[str]:
    """The money that stands between two words of the details."""
    details = page.between("Plan against confirmed")
    return MONEY.findall(details.split(label, 1)[1].split(end, 1)[0])


def sums(page: Shown) -> dict[str, list[str]]:
    """Plan, confirmed and difference of each category, and what counts now."""
    return {
        "materials": amounts(page, "Materials", "Services and labour"),
        "both": amounts(page, "Services and labour", "Services"),
        "services": amounts(page, "Services and labour", "Labour")[3:],
        "labour": amounts(page, "Labour", "Total"),
        "total": amounts(page, "Total", "Counts now"),
        "counts": amounts(page, "Counts now", "Documents")[:1],
    }


def open_order(company: Nadiya, *, steps: int) -> int:
    """The example's order after its first 1 to 4 steps: created, released, confirmed, confirmed for the last time."""
    answer = company.layla.send("/orders", GOOD_ORDER)
    number = int(answer["X-Location"].rsplit("/", 1)[1])
    address = f"/orders/{number}"
    if steps > 1:
        assert company.ogechi.send(f"{address}/release", {"decision": "yes", "signature": INK}).status_code == 201
        added = company.layla.send(f"{address}/field-workers", {"users.0": "diego@nadiya.example"})
        assert added.status_code == 201
    for form in (FIRST, LAST)[: max(0, steps - 2)]:
        assert company.diego.send(f"{address}/confirmations", form).status_code == 201
    return number


def test_the_plan_is_what_the_order_is_worth(company: Nadiya) -> None:
    page = shown(company.layla.get(f"/orders/{open_order(company, steps=1)}"))
    assert sums(page) == {
        "materials": ["$26.00", "–", "–"],
        "both": ["$150.00", "–", "–"],
        "services": ["$60.00", "–", "–"],
        "labour": ["$90.00", "–", "–"],
        "total": ["$176.00", "–", "–"],
        "counts": ["$176.00"],
    }
    card = page.between("Service order Layla Nassar", "Please proceed")
    assert MONEY.findall(card) == [
        *("$60.00", "$60.00", "$60.00"), *("$6.50", "$6.50", "$26.00"), *("$45.00", "$45.00", "$90.00"),
        *("$26.00", "$150.00", "$60.00", "$90.00", "$176.00"),
    ]  # fmt: skip


def test_the_first_confirmation_replaces_the_plan(company: Nadiya) -> None:
    page = shown(company.layla.get(f"/orders/{open_order(company, steps=3)}"))
    assert "3. Partially confirmed" in page.text
    assert sums(page) == {
        "materials": ["$26.00", "$13.00", "−$13.00"],
        "both": ["$150.00", "$127.50", "−$22.50"],
        "services": ["$60.00", "$60.00", "$0.00"],
        "labour": ["$90.00", "$67.50", "−$22.50"],
        "total": ["$176.00", "$140.50", "−$35.50"],
        "counts": ["$140.50"],
    }


def test_later_confirmations_add(company: Nadiya) -> None:
    page = shown(company.diego.get(f"/orders/{open_order(company, steps=4)}"))
    assert "4. Finally confirmed" in page.text
    assert sums(page) == {
        "materials": ["$26.00", "$148.50", "+$122.50"],
        "both": ["$150.00", "$183.75", "+$33.75"],
        "services": ["$60.00", "$60.00", "$0.00"],
        "labour": ["$90.00", "$123.75", "+$33.75"],
        "total": ["$176.00", "$332.25", "+$156.25"],
        "counts": ["$332.25"],
    }
    assert "Patch cable 3 of 4" in page.text
    assert "Diego González 2.75 of 2 h" in page.text
    assert "planned 2 h replaced by 1.5 h + 1.25 h = 2.75 h" in page.text
    assert "Wi-Fi router 1 of 0 not planned + 1" in page.text
    ways = page.between("How each total came about", "Documents")
    assert "Labour planned $90.00 replaced by $67.50 + $56.25 = $123.75" in ways
    assert "Total planned $176.00 replaced by $140.50 + $191.75 = $332.25" in ways


def test_the_service_order_prints_the_plan(company: Nadiya) -> None:
    text = paper(company.ogechi, open_order(company, steps=2), 1)
    for words in ("Fix network", "ACME", "Router diagnosis", "Patch cable", "Diego González", "Ogechi Adeola"):
        assert words in text, words
    assert {"$26.00", "$150.00", "$60.00", "$90.00", "$176.00"} <= set(MONEY.findall(text))


@pytest.mark.parametrize(
    ("steps", "version", "there", "gone"),
    [
        (3, 2, {"$13.00", "$127.50", "$140.50"}, "Wi-Fi router"),
        (4, 3, {"$148.50", "$183.75", "$332.25", "$129.00"}, "4 × $6.50"),
    ],
)
def test_a_statement_prints_what_was_confirmed_and_nothing_else(
    company: Nadiya, steps: int, version: int, there: set[str], gone: str
) -> None:
    text = paper(company.diego, open_order(company, steps=steps), version)
    assert "Service order statement" in text
    assert there <= set(MONEY.findall(text))
    assert gone not in text
    assert "$90.00" not in text.split("What changed")[0]


def test_fast_close_confirms_the_plan_as_it_is(company: Nadiya) -> None:
    number = open_order(company, steps=2)
    assert "$176.00" in shown(company.diego.get(f"/orders/{number}/fast-close")).text
    assert company.diego.send(f"/orders/{number}/fast-close", {"decision": "no"}).status_code == 200
    assert "2. Released" in shown(company.diego.get(f"/orders/{number}")).text
    assert company.diego.send(f"/orders/{number}/fast-close", {"decision": "yes"}).status_code == 201
    page = shown(company.layla.get(f"/orders/{number}"))
    assert sums(page)["total"] == ["$176.00", "$176.00", "$0.00"]
    assert "$176.00" in paper(company.layla, number, 2)


def test_not_performed_makes_every_value_zero(company: Nadiya) -> None:
    number = open_order(company, steps=2)
    answer = company.diego.send(f"/orders/{number}/not-performed", {"reason": "The client moved."})
    assert answer.status_code == 201
    page = shown(company.layla.get(f"/orders/{number}"))
    assert "5. Not performed" in page.text
    assert sums(page)["counts"] == ["$0.00"]
    text = paper(company.layla, number, 2)
    assert "The client moved." in text
    assert "$176.00" not in text.split("What changed")[0]


def test_a_new_price_touches_no_order_that_is_there(company: Nadiya) -> None:
    number = open_order(company, steps=2)
    changed = company.noor.client.post(
        "/materials/patch-cable",
        {"code": "patch-cable", "name": "Patch cable", "unit": "piece", "price": "99.00"},
    )
    assert changed.status_code == 302
    assert sums(shown(company.layla.get(f"/orders/{number}")))["total"] == ["$176.00", "–", "–"]
    assert company.diego.send(f"/orders/{number}/fast-close", {"decision": "yes"}).status_code == 201
    assert sums(shown(company.layla.get(f"/orders/{number}")))["counts"] == ["$176.00"]


def test_screen_and_paper_tell_the_same_sums_under_the_same_words(company: Nadiya) -> None:
    """faults.md D10: the card, the plan against confirmed, the form, the paper."""
    number = open_order(company, steps=2)
    page = shown(company.layla.get(f"/orders/{number}"))
    told = "Materials $26.00 Services and labour $150.00 Services $60.00 Labour $90.00"
    assert told in page.between("Service order Layla Nassar", "Please proceed")
    assert told in paper(company.layla, number, 1)
    details = page.between("Plan against confirmed")
    words = [details.index(word) for word in ("Materials", "Services and labour", "Services $", "Labour $", "Total")]
    assert words == sorted(words)
    form = shown(company.layla.get("/orders/new")).between("Planned value")
    assert "Materials Services and labour Services Labour" in form
