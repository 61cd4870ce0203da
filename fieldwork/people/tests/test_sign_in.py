"""In and out."""

import html
import re

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from fieldwork.people.models import Person
from fieldwork.people.tests.conftest import PASSWORD

MISMATCH = "This e-mail address and password do not belong together."
THROTTLED = "Too many tries. Try again in 30 seconds."

pytestmark = pytest.mark.usefixtures("company")


def sign_in(browser: Browser, *, address: str = "/sign-in", **fields: str) -> HttpResponse:
    answer = browser.post(address, {"login": "layla@nadiya.example", "password": PASSWORD, "remember": "on", **fields})
    assert isinstance(answer, HttpResponse)
    return answer


def fault(answer: HttpResponse) -> str:
    found = re.search(r'data-form="problem">.*?<span>(.*?)</span>', answer.content.decode(), re.DOTALL)
    return html.unescape(found[1]) if found else ""


def test_the_right_password_leads_to_the_orders(layla: Person) -> None:
    browser = Browser()
    assert browser.get("/sign-in").status_code == 200
    answer = sign_in(browser)
    assert (answer.status_code, answer["Location"]) == (302, "/orders")
    assert browser.session["_auth_user_id"] == str(layla.pk)


@pytest.mark.parametrize("written", ["LAYLA@NADIYA.EXAMPLE", " layla@nadiya.example "])
def test_the_address_may_be_written_in_any_case(written: str, layla: Person) -> None:
    assert sign_in(Browser(), login=written).status_code == 302


def test_one_is_led_to_where_one_wanted(layla: Person) -> None:
    page = Browser().get("/sign-in?next=/clients/acme").content.decode()
    assert '<input type="hidden" name="next" value="/clients/acme">' in page
    assert sign_in(Browser(), next="/clients/acme")["Location"] == "/clients/acme"


@pytest.mark.parametrize("place", ["https://evil.example", "//evil.example", "javascript:alert(1)"])
def test_one_is_led_nowhere_else(place: str, layla: Person) -> None:
    assert sign_in(Browser(), next=place)["Location"] == "/orders"


def test_staying_signed_in_lasts_thirty_days_and_otherwise_until_the_browser_closes(layla: Person) -> None:
    stays, leaves = Browser(), Browser()
    assert sign_in(stays).cookies["sessionid"]["max-age"]
    assert leaves.post("/sign-in", {"login": layla.email, "password": PASSWORD}).cookies["sessionid"]["max-age"] == ""
    assert not stays.session.get_expire_at_browser_close()
    assert leaves.session.get_expire_at_browser_close()


def test_a_wrong_password_is_told_and_the_address_kept(layla: Person) -> None:
    answer = sign_in(Browser(), password="wrong")
    assert fault(answer) == MISMATCH
    assert 'value="layla@nadiya.example"' in answer.content.decode()


def test_strangers_and_deactivated_people_hear_the_same(layla: Person) -> None:
    Person.objects.update(is_active=False)
    assert fault(sign_in(Browser(), login="nobody@nadiya.example")) == MISMATCH
    assert fault(sign_in(Browser())) == MISMATCH


@pytest.mark.parametrize(("field", "typed"), [("login", ""), ("login", "layla"), ("password", "")])
def test_what_is_missing_is_told_at_its_field(field: str, typed: str, layla: Person) -> None:
    page = sign_in(Browser(), **{field: typed}).content.decode()
    assert f'id="id_{field}_error"' in page
    assert 'aria-invalid="true"' in page


def test_guessing_is_slowed_down_even_for_the_right_password(layla: Person) -> None:
    tries = [fault(sign_in(Browser(), password=f"wrong {n}")) for n in range(5)]
    assert tries == [MISMATCH] * 5
    assert fault(sign_in(Browser())) == THROTTLED
    assert fault(sign_in(Browser(), login="ogechi@nadiya.example")) == MISMATCH


def test_one_address_cannot_knock_without_end(layla: Person) -> None:
    answers = [sign_in(Browser(), login=f"p{n}@nadiya.example") for n in range(21)]
    assert answers[-1].status_code == 429
    assert fault(answers[-1]) == "Too many tries. Try again in 15 seconds."


def test_somebody_signed_in_does_not_see_the_page(layla: Person) -> None:
    browser = Browser()
    sign_in(browser)
    assert browser.get("/sign-in")["Location"] == "/orders"


def test_signing_out_takes_a_post(layla: Person) -> None:
    browser = Browser()
    sign_in(browser)
    assert browser.get("/sign-out").status_code == 405
    assert browser.post("/sign-out")["Location"] == "/sign-in"
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("path", ["/signup/", "/accounts/signup/", "/password/reset/", "/login/", "/email/"])
def test_no_other_page_of_the_library_is_mounted(path: str) -> None:
    assert Browser().get(path).status_code == 404


def test_the_page_offers_no_way_in_that_does_not_exist(layla: Person) -> None:
    page = Browser().get("/sign-in").content.decode()
    assert "Forgot" not in page
    assert "demo" not in page
