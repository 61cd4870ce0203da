"""Finding one's way in a list: search, order, filter, pages."""

import re

import pytest
from django.test import Client as Browser
from pytest_django import DjangoAssertNumQueries

from fieldwork.masterdata.actions.save_row import add_row
from fieldwork.masterdata.list_configs import LISTS
from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.masterdata.tests.conftest import OpenAs, somebody
from fieldwork.people.models import Person
from fieldwork.people.roles import Role

LINK = re.compile(r'<td class="c-name"><a href="([^"]*)"[^>]*>(.*?)</a>')


@pytest.fixture
def browser(noor: Person, open_as: OpenAs) -> Browser:
    for name, price in (("Cat 6 cable", 650), ("Überspannungsschutz", 9900), ("antenna", 100)):
        add_row(Product(kind="material", name=name, unit="piece", price=price), by=noor)
    add_row(Product(kind="service", name="Cat 6 installation", unit="hour", price=1), by=noor)
    Product.objects.filter(name="antenna").update(active=False)
    return open_as(noor)


def names(browser: Browser, address: str) -> list[str]:
    return [name for _link, name in LINK.findall(browser.get(address).content.decode())]


def test_a_list_shows_what_is_offered_and_only_its_kind(browser: Browser) -> None:
    assert names(browser, "/materials") == ["Cat 6 cable", "Überspannungsschutz"]
    assert names(browser, "/services") == ["Cat 6 installation"]


def test_a_filter_shows_what_is_deactivated_and_everything(browser: Browser) -> None:
    assert names(browser, "/materials?show=inactive") == ["antenna"]
    assert len(names(browser, "/materials?show=all")) == 3
    assert names(browser, "/materials?show=nonsense") == names(browser, "/materials")


def test_the_filters_count_what_was_found(browser: Browser) -> None:
    page = browser.get("/materials?q=ant").content.decode()
    counts = re.findall(r'class="pill"[^>]*>(\w+)<span class="badge badge--quiet">(\d+)<', page)
    assert counts == [("Active", "0"), ("Inactive", "1"), ("All", "1")]


@pytest.mark.parametrize("typed", ["uber", "ÜBER", "uberspannungsschutz", "schutz über", "  über  "])
def test_search_ignores_case_and_accents(typed: str, browser: Browser) -> None:
    assert names(browser, f"/materials?q={typed}") == ["Überspannungsschutz"]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "\\", "\x00", "<b>", "💥", "a" * 5000, "a " * 500])
def test_search_takes_any_text_as_it_is(typed: str, browser: Browser) -> None:
    answer = browser.get("/materials", {"q": typed})
    assert answer.status_code == 200
    assert "<b>" not in answer.content.decode().replace("<b>Nad", "")


def test_a_list_is_sorted_by_name_unless_asked_otherwise(browser: Browser) -> None:
    everything = "/materials?show=all&sort="
    assert names(browser, everything)[:2] == ["antenna", "Cat 6 cable"]
    assert names(browser, f"{everything}price") == ["antenna", "Cat 6 cable", "Überspannungsschutz"]
    assert names(browser, f"{everything}-price") == ["Überspannungsschutz", "Cat 6 cable", "antenna"]
    assert names(browser, f"{everything}password") == names(browser, everything)


def test_the_head_of_a_column_says_how_it_is_sorted_and_turns_it(browser: Browser) -> None:
    page = browser.get("/materials?sort=price&q=cat").content.decode()
    assert 'aria-sort="ascending"><a class="sort" href="/materials?q=cat&amp;sort=-price"' in page
    assert page.count('aria-sort="none"') == 3


def test_a_row_leads_back_to_where_one_was(browser: Browser) -> None:
    page = browser.get("/materials/cat-6-cable?q=cat&sort=-price").content.decode()
    assert 'href="/materials?q=cat&amp;sort=-price" aria-label="Close"' in page
    assert 'action="/materials/cat-6-cable?q=cat&amp;sort=-price"' in page
    assert '<tr aria-selected="true">' in page


def test_a_hundred_rows_are_shown_at_once(noor: Person, open_as: OpenAs) -> None:
    Client.objects.bulk_create(Client(code=f"c{n}", name=f"Client {n:03}") for n in range(150))
    browser = open_as(noor)
    first, second = browser.get("/clients").content.decode(), browser.get("/clients?page=2").content.decode()
    assert (len(LINK.findall(first)), len(LINK.findall(second))) == (100, 50)
    assert 'href="/clients?page=2" rel="next"' in first
    assert "101 to 150 of 150" in second
    assert 'href="/clients" rel="prev"' in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "2.5", "99999999999999999999", "٣", "400"])
def test_a_page_that_does_not_exist_is_no_error(page: str, browser: Browser) -> None:
    assert browser.get("/materials", {"page": page}).status_code == 200


@pytest.mark.parametrize("listed", LISTS, ids=lambda listed: listed.slug)
def test_a_list_asks_the_database_as_often_for_many_rows_as_for_one(
    listed: object, noor: Person, open_as: OpenAs, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(20):
        person = somebody(f"P{n} Person", Role.FIELD_WORKER)
        add_row(Worker(name=f"W{n}", price=n, person=person), by=noor)
        add_row(Client(name=f"C{n}"), by=noor)
        add_row(OrderType(name=f"T{n}"), by=noor)
        add_row(Product(kind="material", name=f"M{n}", unit="piece", price=n), by=noor)
        add_row(Product(kind="service", name=f"S{n}", unit="piece", price=n), by=noor)
    browser = open_as(noor)
    slug = getattr(listed, "slug", "")
    browser.get(f"/{slug}")
    with django_assert_max_num_queries(8):
        assert len(LINK.findall(browser.get(f"/{slug}").content.decode())) >= 20


def test_an_unknown_row_does_not_exist(browser: Browser) -> None:
    for path in (
        "/materials/nothing",
        "/materials/cat-6-installation",
        "/people/999",
        f"/people/{10**40}",
        "/people/x",
    ):
        assert browser.get(path).status_code == 404, path


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "مختبر النور", "数据中心", "🩺 Clinic", "a & b {{ x }}"])
def test_a_name_is_only_ever_text(name: str, noor: Person, layla: Person, open_as: OpenAs) -> None:
    row = add_row(Client(name=name, contact=name, address=name), by=noor)
    for person in (noor, layla):
        for path in ("/clients", f"/clients/{row.code}", "/lookup/clients"):
            page = open_as(person).get(path).content.decode()
            assert "<script>alert" not in page
            assert name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page, path
