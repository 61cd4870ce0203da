"""Pages speak each person's language, preset from their browser, and say so; faults.md D7."""

import re

import pytest
from django.test import Client

from fieldwork.masterdata.models import Company
from fieldwork.people.actions.set_password import set_password
from fieldwork.people.models import Person
from tests.pages.company import Nadiya
from tests.pages.html_view import shown

PASSWORD = "a long enough secret"


def speaks(answer: object) -> str:
    found = re.search(r'<html[^>]* lang="([\w-]+)"', answer.content.decode())  # type: ignore[attr-defined]
    assert found
    return found[1]


def signed_in(name: str, told: str, *, first: bool = True) -> Client:
    """Somebody's browser that tells these languages, after they came in, for the first time ever or not."""
    person = Person.objects.get(email=f"{name}@nadiya.example")
    set_password(person, PASSWORD)
    if first:
        Person.objects.filter(pk=person.pk).update(last_login=None)
    client = Client(headers={"Accept-Language": told})
    assert client.post("/sign-in", {"login": person.email, "password": PASSWORD}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("told", "spoken"),
    [
        ("es-MX,es;q=0.9,en;q=0.5", "es"), ("fr-CH,fr;q=0.9,es;q=0.8", "es"), ("de", "en"), ("", "en"), ("*", "en"),
        ("\x00;q=x", "en"),
    ],
)  # fmt: skip
def test_the_door_speaks_as_the_browser_does(company: Nadiya, told: str, spoken: str) -> None:
    assert speaks(Client(headers={"Accept-Language": told}).get("/sign-in")) == spoken


def test_a_spanish_company_says_so_at_its_field(company: Nadiya) -> None:
    assert "to whoever has not chosen another one" in shown(company.noor.client.get("/company")).text


def test_the_first_sign_in_presets_the_language_and_says_it(company: Nadiya) -> None:
    diego = signed_in("diego", "es-ES,es;q=0.9")
    page = diego.get("/orders")
    assert speaks(page) == "es"
    assert "Las páginas le hablan en español" in page.content.decode()
    assert Person.objects.get(email="diego@nadiya.example").language == "es"
    assert "Las páginas le hablan" not in diego.get("/orders").content.decode()


def test_what_somebody_has_chosen_stays(company: Nadiya) -> None:
    Person.objects.filter(email="diego@nadiya.example").update(language="en")
    assert speaks(signed_in("diego", "es").get("/orders")) == "en"


def test_a_later_sign_in_on_another_device_changes_nothing(company: Nadiya) -> None:
    signed_in("diego", "en-GB")
    Person.objects.filter(email="diego@nadiya.example").update(language="")
    assert speaks(signed_in("diego", "es", first=False).get("/orders")) == "en"


def test_a_browser_that_speaks_as_the_company_does_is_told_nothing(company: Nadiya) -> None:
    page = signed_in("diego", "en-US,en").get("/orders")
    assert "as your browser does" not in page.content.decode()


def test_who_has_no_language_hears_the_companys(company: Nadiya) -> None:
    Company.objects.update(language="es")
    assert speaks(signed_in("diego", "fr").get("/orders")) == "es"
    assert speaks(Client(headers={"Accept-Language": "fr"}).get("/sign-in")) == "es"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "language", "currency"),
    [
        ("es-MX,es", "es", "MXN"), ("en-GB", "en", "GBP"), ("es-419,es-CO", "es", "COP"), ("de-CH", "en", "CHF"),
        ("en", "en", "USD"), ("en-XX", "en", "USD"), ("", "en", "USD"), ("zh-Hant-TW", "en", "TWD"),
    ],
)  # fmt: skip
def test_the_first_page_presets_what_the_browser_tells(told: str, language: str, currency: str) -> None:
    page = Client(headers={"Accept-Language": told}).get("/start").content.decode()
    assert re.search(rf'<option value="{language}" selected', page)
    assert re.search(rf'<option value="{currency}" selected', page)
    assert f'lang="{language}"' in page


def test_a_word_that_the_page_itself_shows_is_not_said_twice(company: Nadiya) -> None:
    saved = company.noor.client.post("/profile", {"name": "Noor", "theme": "auto"}, follow=True)
    assert saved.content.decode().count("Saved") == 1
