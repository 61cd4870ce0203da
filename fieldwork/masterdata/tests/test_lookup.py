"""What pickers offer."""

import re

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from fieldwork.masterdata.actions.save_row import add_row
from fieldwork.masterdata.models import Client, Product, Worker
from fieldwork.masterdata.tests.conftest import OpenAs
from fieldwork.people.models import Person


@pytest.fixture
def browser(noor: Person, layla: Person, open_as: OpenAs) -> Browser:
    add_row(Product(kind="material", code="MAT-221", name="Cat 6 patch cable", unit="piece", price=650), by=noor)
    add_row(Worker(code="diego", name="Diego González", job_title="IT technician", price=4500), by=noor)
    add_row(Client(code="acme", name="ACME <b>"), by=noor)
    return open_as(layla)


def offered(browser: Browser, path: str) -> list[dict[str, str]]:
    page = browser.get(path).content.decode()
    options = re.findall(r'<div class="option"([^>]*)>', page)
    return [dict(re.findall(r'data-(\w+)="([^"]*)"', option)) for option in options]


def test_a_material_brings_its_price_and_unit(browser: Browser) -> None:
    assert offered(browser, "/lookup/materials?q=cat") == [
        {
            "value": "MAT-221", "label": "Cat 6 patch cable", "code": "MAT-221", "kind": "material", "unit": "piece",
            "price": "650",
        }
    ]  # fmt: skip
    page = browser.get("/lookup/materials?q=cat").content.decode()
    assert "<mark>Cat</mark> 6 patch cable" in page
    assert '<span class="option__p">$6.50</span>' in page
    assert "1 of 1 materials" in page


def test_a_worker_brings_the_price_of_an_hour(browser: Browser) -> None:
    assert offered(browser, "/lookup/workers?q=gonz") == [
        {"value": "diego", "label": "Diego González", "code": "diego", "kind": "labour", "price": "4500"}
    ]
    assert "$45.00 per hour" in browser.get("/lookup/workers").content.decode()


def test_a_row_is_found_by_its_code(browser: Browser) -> None:
    assert [option["value"] for option in offered(browser, "/lookup/materials?q=mat-22")] == ["MAT-221"]


def test_a_name_is_escaped_and_marked(browser: Browser) -> None:
    page = browser.get("/lookup/clients", {"q": "<b"}).content.decode()
    assert "ACME <mark>" in page.replace("&lt;", "<").replace("<mark><b</mark>&gt;", "<mark>")
    assert "<mark>&lt;b</mark>&gt;" in page
    assert 'data-label="ACME &lt;b&gt;"' in page


def test_nothing_found_is_said_in_words(browser: Browser) -> None:
    page = browser.get("/lookup/materials", {"q": "<i>"}).content.decode()
    assert '<p class="combobox__none">Nothing found for “&lt;i&gt;”</p>' in page
    assert "No services yet" in browser.get("/lookup/services").content.decode()


def test_what_is_deactivated_is_not_offered(browser: Browser) -> None:
    Client.objects.update(active=False)
    assert offered(browser, "/lookup/clients") == []


def test_twenty_are_offered_those_that_begin_with_the_text_first(
    browser: Browser, django_assert_max_num_queries: DjangoAssertNumQueries, noor: Person
) -> None:
    for n in range(30):
        add_row(Client(name=f"A zebra {n}"), by=noor)
    add_row(Client(name="Zebra & Söhne"), by=noor)
    browser.get("/lookup/clients")
    with django_assert_max_num_queries(6):
        found = offered(browser, "/lookup/clients?q=zebra")
    assert len(found) == 20
    assert found[0]["value"] == "zebra-sohne"
    assert "20 of 31 clients" in browser.get("/lookup/clients?q=zebra").content.decode()


def test_one_search_finds_materials_and_services(browser: Browser, noor: Person) -> None:
    """faults.md D8: whoever looks for a cable need not know what it was entered as."""
    add_row(Product(kind="service", code="cabling", name="Patch cable laid", unit="hour", price=6000), by=noor)
    add_row(Product(kind="service", code="MAT-221", name="Cat 6 tested", unit="piece", price=900), by=noor)
    found = [(option["kind"], option["code"]) for option in offered(browser, "/lookup/products?q=patch+cable")]
    assert found == [("service", "cabling"), ("material", "MAT-221")]
    same = [(option["kind"], option["code"]) for option in offered(browser, "/lookup/products?q=mat-221")]
    assert sorted(same) == [("material", "MAT-221"), ("service", "MAT-221")]
    page = browser.get("/lookup/products?q=cabling").content.decode()
    assert "Service · <mark>cabling</mark> · hour" in page
    assert "1 of 1 materials and services" in page
    Product.objects.filter(code="cabling").update(active=False)
    assert [option["code"] for option in offered(browser, "/lookup/products?q=laid")] == []
