"""Numbers as people type them: read by the language of the page, or refused in words that show both readings."""

import json
import re
from html import unescape

import pytest

from fieldwork.masterdata.models import Company, Product, Worker
from fieldwork.orders.models import Line, Order
from tests.api_caller import ORDER, callers, new_key
from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, Nadiya
from tests.pages.html_view import shown
from tests.worked_example import Team

pytestmark = pytest.mark.both
EMPTY_ROW = {
    "products.2.kind": "material",
    "products.2.item": "",
    "products.2.item_text": "",
    "products.2.quantity": "",
}
EMPTY_STAFF = {"staff.1.worker": "", "staff.1.worker_text": "", "staff.1.hours": ""}


def in_spanish() -> None:
    Company.objects.update(language="es")


def quantity_of(company: Nadiya, typed: str) -> int:
    order = company.create(**{"products.1.quantity": typed})
    return Line.objects.get(order=order, code="patch-cable").amount


@pytest.mark.parametrize("typed", ["1,500", "12,125"])
def test_a_quantity_of_two_readings_is_refused_and_both_are_shown(typed: str, company: Nadiya) -> None:
    """faults.md A2."""
    answer = company.layla.send("/orders", GOOD_ORDER | {"products.1.quantity": typed})
    whole, decimal = typed.replace(",", ""), typed.replace(",", ".").rstrip("0")
    assert answer.status_code == 422
    fault = shown(answer).errors["error-products-1-quantity"]
    assert fault == f"Do you mean {whole} or {decimal}?"
    assert not Order.objects.exists()


def test_hours_of_two_readings_are_refused(company: Nadiya) -> None:
    """faults.md A2: a neighbour of the quantity."""
    answer = company.layla.send("/orders", GOOD_ORDER | {"staff.0.hours": "1,500"})
    assert "1500 or 1.5?" in shown(answer).errors["error-staff-0-hours"]


def test_a_quantity_is_read_by_the_language_of_the_page(company: Nadiya) -> None:
    """faults.md A2."""
    assert quantity_of(company, "1.500") == 1500
    assert quantity_of(company, "1,000.5") == 1_000_500
    in_spanish()
    assert quantity_of(company, "1,500") == 1500
    assert quantity_of(company, "1.000,5") == 1_000_500
    answer = company.layla.send("/orders", GOOD_ORDER | {"products.1.quantity": "1.500"})
    assert "decir 1500 o 1,5" in shown(answer).errors["error-products-1-quantity"]


@pytest.mark.parametrize(
    ("currency", "digits", "typed", "minor"),
    [("JPY", 0, "1,000", 1000), ("USD", 2, "1,250", 125000), ("USD", 2, "1 250.5", 125050), ("KWD", 3, "1.250", 1250)],
)
def test_a_price_is_never_a_thousandth_of_what_was_typed(
    currency: str, digits: int, typed: str, minor: int, company: Nadiya
) -> None:
    """faults.md A2."""
    Company.objects.update(currency=currency, digits=digits)
    fields = {"name": "Rack", "code": "rack", "unit": "piece", "price": typed}
    assert company.noor.send("/materials", fields).status_code in (200, 201)
    assert Product.objects.get(code="rack").price == minor
    page = company.noor.get("/materials/rack").content.decode()
    assert f'value="{minor / 10**digits:.{digits}f}"' in page


@pytest.mark.parametrize(
    ("currency", "digits", "typed", "sentence"),
    [
        ("JPY", 0, "1.000", "Too many decimals"),
        ("USD", 2, "45.500", "Too many decimals"),
        ("KWD", 3, "1,500", "Do you mean 1500 or 1.5?"),
    ],
)
def test_a_price_of_more_decimals_than_the_currency_has_is_refused(
    currency: str, digits: int, typed: str, sentence: str, company: Nadiya
) -> None:
    """faults.md A2: zeros, too."""
    Company.objects.update(currency=currency, digits=digits)
    fields = {"name": "Rack", "code": "rack", "unit": "piece", "price": typed}
    answer = company.noor.send("/materials", fields)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Product.objects.filter(code="rack").exists()


def test_the_api_reads_a_point_and_refuses_what_may_be_thousands(team: Team) -> None:
    """faults.md A2: a program's numbers have a point."""
    for typed, status in [("1.500", 201), ("0,5", 201), ("1,500", 422), ("1.5000", 422)]:
        rows = [{"kind": "material", "item": "patch-cable", "quantity": typed}]
        answer = callers(team).layla.post("/orders", ORDER | {"products": rows}, key=new_key())
        assert answer.status == status, typed
        if typed == "1,500":
            assert "1500 or 1.5?" in answer.json["errors"][0]["message"]


def test_what_the_plan_leaves_open_is_filled_in_as_the_language_reads_it(company: Nadiya) -> None:
    """faults.md A2: 1.125 on a Spanish page would have two readings."""
    order = company.release(company.create(**{"products.1.quantity": "1.125"}))
    in_spanish()
    page = unescape(company.diego.get(f"/orders/{order.number}/confirmation").content.decode())
    plan = [json.loads(rows) for rows in re.findall(r'data-repeatable-rows="plan">(.*?)</data>', page)]
    assert [row["quantity"] for rows in plan for row in rows if row.get("item") == "patch-cable"] == ["1,125"]
    sent = GOOD_CONFIRMATION | {"products.1.quantity": "1,125"}
    assert company.diego.send(f"/orders/{order.number}/confirmations", sent).status_code == 201
    assert order.lines.get(code="patch-cable", confirmation__isnull=False).amount == 1125


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_form_is_told_how_its_numbers_look(language: str, company: Nadiya) -> None:
    """faults.md E2: the script writes 1234,50 € where the page does."""
    Company.objects.update(language=language, currency="EUR", digits=2)
    page = company.layla.get("/orders/new").content.decode()
    style = {"number": {"decimal": "." if language == "en" else ",", "group": "," if language == "en" else "."}}
    styles = json.loads(unescape(page.split('data-styles="', 1)[1].split('"', 1)[0]))
    assert styles["money"]["digits"] == 2
    assert styles["number"]["least"] == (1 if language == "en" else 2)
    assert {name: styles["number"][name] for name in style["number"]} == style["number"]


def test_a_row_that_nobody_began_does_not_count(company: Nadiya) -> None:
    """faults.md D8."""
    order = company.release(company.create(**EMPTY_ROW, **EMPTY_STAFF))
    assert order.lines.count() == 3
    sent = GOOD_CONFIRMATION | EMPTY_ROW | EMPTY_STAFF
    assert company.diego.send(f"/orders/{order.number}/confirmations", sent).status_code == 201


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (EMPTY_ROW | {"products.2.quantity": "1"}, "error-products-2-item"),
        (EMPTY_ROW | {"products.2.item_text": "cab"}, "error-products-2-item"),
        (EMPTY_ROW | {"products.2.item": "patch-cable"}, "error-products-2-quantity"),
        (EMPTY_STAFF | {"staff.1.hours": "1"}, "error-staff-1-worker"),
    ],
)
def test_a_row_that_somebody_began_counts(row: dict[str, str], fault: str, company: Nadiya) -> None:
    """faults.md D8."""
    assert fault in shown(company.layla.send("/orders", GOOD_ORDER | row)).errors


def test_a_confirmation_of_empty_rows_alone_is_empty(company: Nadiya) -> None:
    """faults.md D8."""
    order = company.release()
    sent = {"last": "no", "note": ""} | EMPTY_ROW | EMPTY_STAFF
    answer = company.diego.send(f"/orders/{order.number}/confirmations", sent)
    assert answer.status_code == 422
    assert "Add at least one product or worker" in answer.content.decode()


def test_an_empty_row_of_a_program_is_a_fault(team: Team) -> None:
    """faults.md D8: only a form offers empty rows."""
    answer = callers(team).layla.post("/orders", ORDER | {"products": [{"kind": "material"}]}, key=new_key())
    assert {"products.0.item", "products.0.quantity"} <= {error["field"] for error in answer.json["errors"]}


def test_a_billion_rupiah_is_a_price_and_a_sum_never_outgrows_its_column(company: Nadiya) -> None:
    """faults.md D16."""
    fields = {"name": "Crane", "code": "crane", "unit": "day", "price": "1,000,000,000.00"}
    assert company.noor.send("/materials", fields).status_code in (200, 201)
    most = {"products.1.item": "crane", "products.1.quantity": "90000"}
    line = company.create(**most).lines.get(code="crane")
    assert line.subtotal == 100_000_000_000 * 90_000
    answer = company.layla.send("/orders", GOOD_ORDER | most | {"products.1.quantity": "90001"})
    assert "Quantity times price is too large" in shown(answer).errors["error-products-1-quantity"]


def test_an_order_and_its_paper_keep_the_digits_of_the_company(company: Nadiya) -> None:
    """faults.md E1: whatever a later table says about the currency."""
    Company.objects.update(currency="HUF", digits=0)
    order = company.release()
    assert order.digits == 0
    assert order.versions.get().content["digits"] == 0
    Company.objects.update(digits=2)
    assert "HUF\xa06,000" in company.layla.get(f"/orders/{order.number}").content.decode().replace("&nbsp;", "\xa0")


def test_prices_stay_when_the_currency_changes_before_the_first_order(company: Nadiya) -> None:
    """faults.md E1, a neighbour: $6.50 must not become ¥650."""
    for currency, digits, cable, hour in [("JPY", 0, 7, 45), ("KWD", 3, 7000, 45000), ("USD", 2, 700, 4500)]:
        form = shown(company.noor.get("/company")).fields
        fields = {"name": "Nadiya IT", "time_zone": "Europe/Madrid", "language": "en", "paper": "a4", **form}
        assert company.noor.send("/company", fields | {"currency": currency}).status_code == 200
        assert Company.objects.get().digits == digits
        assert Product.objects.get(code="patch-cable").price == cable
        assert Worker.objects.get(code="diego").price == hour
