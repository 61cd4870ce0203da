"""Names and words in any letters: found in orders as in lists, and sorted as people sort them, on both databases."""

import re
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client as Browser
from django.utils.translation import override

from fieldwork.lists.filters import filtered_orders
from fieldwork.lists.list_page import build_page
from fieldwork.lists.list_query import OrderListQuery
from fieldwork.mailing.forms import RuleForm
from fieldwork.mailing.models import Rule
from fieldwork.masterdata.actions.edit_company import edit_company
from fieldwork.masterdata.actions.save_row import add_row, edit_row
from fieldwork.masterdata.models import Client, Company
from fieldwork.masterdata.views import lookup
from fieldwork.orders.grouped_list import matching_orders
from fieldwork.orders.models import Assignment, Order
from fieldwork.people.actions.edit_profile import edit_profile
from fieldwork.people.models import Person
from tests.worked_example import Team, made, person, released

pytestmark = [pytest.mark.django_db, pytest.mark.both]

NAMES = ["Zebra", "Éclair", "aardvark", "Ñandú", "Łódź", "nz", "Ångström", "Ábaco", "lupus"]
IN_ORDER = ["aardvark", "Ábaco", "ACME", "Ångström", "Éclair", "Łódź", "lupus", "Ñandú", "nz", "Zebra"]
IN_SPANISH = ["aardvark", "Ábaco", "ACME", "Ångström", "Éclair", "Łódź", "lupus", "nz", "Ñandú", "Zebra"]
FOUND = (
    "überprüfung", "UBERPRUFUNG", "Café", "CAFÉ", "cafe", "gonzalez", "GONZÁLEZ", "acme überprüfung",
    "überprüfung acme", "gonzalez cafe acme", "#{number}", "{number} ACME", "prufung", "grosse strasse", "große straße",
)  # fmt: skip
ONLY_PARTS = {"prufung"}


@pytest.fixture
def clients(team: Team) -> Team:
    for name in NAMES:
        add_row(Client(name=name), by=team.noor)
    return team


def browser_of(somebody: Person) -> Browser:
    browser = Browser()
    browser.force_login(somebody)
    return browser


def names_in(page: str) -> list[str]:
    return [name for name in re.findall(r'data-label="([^"]*)"', page) if name in IN_ORDER]


def the_order(team: Team) -> Order:
    released(team)
    order = made(team, name="Überprüfung im Café", description="Große Straße")
    other = made(team, name="Nothing")
    from_diego = Order.objects.get(pk=1)
    assert {order.pk, other.pk, from_diego.pk} == {1, 2, 3}
    return order


@pytest.mark.parametrize("typed", FOUND)
def test_an_order_is_found_by_any_words_in_any_order(team: Team, typed: str) -> None:
    """faults.md A7: by the list beside the workspace, by the lists, and by the API's way."""
    order = the_order(team)
    Assignment.objects.create(order=order, person=team.diego, added_by=team.layla, added_at=order.created_at)
    typed = typed.format(number=order.pk)
    seen = Order.objects.visible_to(team.layla)
    assert order.pk in matching_orders(seen, typed).values_list("pk", flat=True)
    assert 3 not in matching_orders(seen, typed).values_list("pk", flat=True)
    if typed in ONLY_PARTS:
        return
    for walked in (False, True):
        found = set(filtered_orders(team.layla, OrderListQuery(q=typed), walked=walked).values_list("pk", flat=True))
        assert order.pk in found
        assert 3 not in found


@pytest.mark.parametrize("typed", ["lodz", "ŁÓDŹ", "łodz", "Lódz fix", "network łódź"])
def test_an_order_is_found_by_letters_of_its_client(clients: Team, typed: str) -> None:
    """faults.md A7."""
    order = made(clients, client=Client.objects.get(name="Łódź").code)
    made(clients)
    assert set(matching_orders(Order.objects.all(), typed).values_list("pk", flat=True)) == {order.pk}
    assert set(filtered_orders(clients.layla, OrderListQuery(q=typed)).values_list("pk", flat=True)) == {order.pk}
    if " " not in typed:
        for address in ("/clients", "/lookup/clients"):
            page = browser_of(clients.layla).get(address, {"q": typed}).content.decode()
            assert "1 of 1 clients" in page or "lodz" in page
            assert "Zebra" not in page


def test_a_word_that_is_nowhere_finds_nothing(team: Team) -> None:
    the_order(team)
    for typed in ("acme nowhere", "gonzalez überprüfungen", "#9", "#"):
        assert not matching_orders(Order.objects.all(), typed).exists(), typed
        assert not filtered_orders(team.layla, OrderListQuery(q=typed)).exists(), typed


def test_lists_and_pickers_are_sorted_as_the_language_sorts(clients: Team) -> None:
    """faults.md A8."""
    browser = browser_of(clients.layla)
    assert names_in(browser.get("/lookup/clients").content.decode()) == IN_ORDER
    page = browser.get("/clients").content.decode()
    assert sorted(IN_ORDER, key=lambda name: page.index(f">{name}<")) == IN_ORDER
    page = browser.get("/clients?sort=-name").content.decode()
    assert sorted(IN_ORDER, key=lambda name: page.index(f">{name}<")) == IN_ORDER[::-1]


def test_a_person_who_reads_another_language_has_its_order(clients: Team) -> None:
    """faults.md A8."""
    Person.objects.filter(pk=clients.layla.pk).update(language="es")
    page = browser_of(Person.objects.get(pk=clients.layla.pk)).get("/lookup/clients").content.decode()
    assert names_in(page) == IN_SPANISH


def test_a_long_list_is_sorted_by_the_keys_that_are_stored(clients: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "FEW", 3)
    monkeypatch.setattr("fieldwork.masterdata.list_page.FEW", 3)
    browser = browser_of(clients.layla)
    assert names_in(browser.get("/lookup/clients").content.decode()) == IN_ORDER
    page = browser.get("/clients").content.decode()
    assert sorted(IN_ORDER, key=lambda name: page.index(f">{name}<")) == IN_ORDER


def test_the_choices_of_a_rule_are_sorted(clients: Team) -> None:
    """faults.md A8."""
    for language, wish in (("en", IN_ORDER), ("es", IN_SPANISH)):
        with override(language):
            offered = [str(name) for _key, name in RuleForm(rule=Rule()).fields["client"].choices][1:]  # type: ignore[attr-defined]
        assert offered == wish


def test_orders_are_sorted_by_the_names_of_clients_and_workers(clients: Team) -> None:
    """faults.md A8."""
    for name in NAMES:
        made(clients, client=Client.objects.get(name=name).code)
    made(clients)
    rows = build_page(clients.layla, OrderListQuery(sort="client")).rows
    assert [row.client for row in rows] == IN_ORDER
    assert [row.client for row in build_page(clients.layla, OrderListQuery(sort="-client")).rows] == IN_ORDER[::-1]


def test_a_renamed_client_and_a_renamed_person_move(clients: Team) -> None:
    zebra = Client.objects.get(name="Zebra")
    zebra.name = "Abacus"
    edit_row(zebra, by=clients.noor)
    edit_profile(clients.diego, name="Änne", job_title="", phone="", language="", time_zone="", theme="auto")
    assert list(Client.objects.values_list("name", flat=True))[:3] == ["aardvark", "Ábaco", "Abacus"]
    assert Person.objects.all()[0].name == "Änne"


def test_a_company_that_speaks_another_language_sorts_by_it(clients: Team) -> None:
    company = Company.objects.get()
    person("nunez", "Ñu", 0)
    person("nz", "Nz", 0)
    company.language = "es"
    edit_company(company, by=clients.noor)
    assert list(Client.objects.values_list("name", flat=True)) == IN_SPANISH
    assert list(Person.objects.filter(roles=0).values_list("name", flat=True)) == ["Nz", "Ñu"]


def test_rows_from_before_get_their_keys_and_their_folded_words(clients: Team) -> None:
    order = made(clients, name="Żółw", client=Client.objects.get(name="Łódź").code)
    Client.objects.update(sort_key="", search="")
    Person.objects.update(sort_key="")
    Order.objects.update(folded="")
    text = apps.get_model("search", "Text").objects.get(entry__order=order)
    apps.get_model("search", "Text").objects.update(words=text.words.replace("zolw", "zołw"))
    import_module("fieldwork.masterdata.migrations.0005_sort_key").fill(apps, None)
    import_module("fieldwork.orders.migrations.0006_folded").fold(apps, None)
    import_module("fieldwork.search.migrations.0002_more_letters").fold_more(apps, None)
    assert list(Client.objects.values_list("name", flat=True)) == IN_ORDER
    assert matching_orders(Order.objects.all(), "zolw lodz").get() == order
    assert filtered_orders(clients.layla, OrderListQuery(q="zolw lodz")).get() == order
