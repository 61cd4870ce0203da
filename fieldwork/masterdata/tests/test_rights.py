"""Who may open and send what. What one may not see does not exist."""

import pytest

from fieldwork.masterdata.list_configs import EVERYBODY, LISTS
from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.masterdata.tests.conftest import OpenAs
from fieldwork.people.models import Person

EVERYONE = ("layla", "ogechi", "diego", "noor", "outsider")
OFFICE = {"layla", "ogechi", "noor"}
WORKING = {"layla", "ogechi", "diego", "noor"}
ADMINISTRATOR = {"noor"}

READ = {
    **{f"/{slug}{rest}": OFFICE for slug in ("clients", "order-types") for rest in ("", "/one")},
    **{f"/{slug}{rest}": WORKING for slug in ("materials", "services", "workers") for rest in ("", "/one")},
    **{f"/lookup/{slug}": OFFICE for slug in ("clients", "order-types")},
    **{f"/lookup/{slug}": WORKING for slug in ("materials", "services", "workers")},
    **{f"/{listed.slug}/new": ADMINISTRATOR for listed in LISTS},
    "/people": ADMINISTRATOR,
    "/company": ADMINISTRATOR,
}
WRITE = [
    *(f"/{listed.slug}" for listed in LISTS),
    *(f"/{listed.slug}/one{rest}" for listed in LISTS if listed is not EVERYBODY for rest in ("", "/activity")),
    "/company",
    "/company/logo",
    "/company/logo/removal",
]


@pytest.fixture
def everyone(layla: Person, ogechi: Person, diego: Person, noor: Person, outsider: Person) -> dict[str, Person]:
    Client.objects.create(code="one", name="One")
    OrderType.objects.create(code="one", name="One")
    Product.objects.create(kind="material", code="one", name="One", unit="piece", price=1)
    Product.objects.create(kind="service", code="one", name="One", unit="visit", price=1)
    Worker.objects.create(code="one", name="One", price=1)
    return dict(zip(EVERYONE, (layla, ogechi, diego, noor, outsider), strict=True))


@pytest.mark.parametrize("path", READ)
def test_a_page_opens_for_those_with_the_right_alone(path: str, everyone: dict[str, Person], open_as: OpenAs) -> None:
    opened = {name for name, person in everyone.items() if open_as(person).get(path).status_code == 200}
    refused = {name for name, person in everyone.items() if open_as(person).get(path).status_code == 404}
    assert (opened, refused) == (READ[path], set(EVERYONE) - READ[path])


@pytest.mark.parametrize("path", WRITE)
def test_only_an_administrator_may_send(path: str, everyone: dict[str, Person], open_as: OpenAs) -> None:
    refused = {name for name, person in everyone.items() if open_as(person).post(path).status_code == 404}
    assert refused == set(EVERYONE) - ADMINISTRATOR


@pytest.mark.parametrize("path", READ)
def test_strangers_are_led_to_the_sign_in_page(path: str, open_as: OpenAs) -> None:
    answer = open_as(None).get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/sign-in?next={path}")


def test_a_script_of_somebody_signed_out_is_told_so(open_as: OpenAs) -> None:
    assert open_as(None).get("/clients", headers={"X-Requested-With": "fetch"}).status_code == 401


def test_other_methods_are_not_allowed(noor: Person, open_as: OpenAs) -> None:
    browser = open_as(noor)
    assert browser.delete("/clients/one").status_code == 405
    assert browser.get("/clients/one/activity").status_code == 405
    assert browser.get("/company/logo/removal").status_code == 405
    assert browser.head("/clients").status_code == 200


def test_those_who_only_look_get_no_buttons(everyone: dict[str, Person], open_as: OpenAs) -> None:
    page = open_as(everyone["layla"]).get("/clients/one").content.decode()
    assert "row-form" not in page
    assert "/clients/new" not in page
    assert "Deactivate" not in page


def test_a_sending_from_another_site_is_refused(noor: Person, open_as: OpenAs) -> None:
    browser = open_as(noor)
    browser.handler.enforce_csrf_checks = True
    assert browser.post("/clients", {"name": "ACME"}).status_code == 403
    assert not Client.objects.exists()
