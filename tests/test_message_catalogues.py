"""Every sentence of the program has Spanish words, with the same places for names and numbers; pages show no other."""

import re

import pytest

from tests.pages.company import Nadiya, nadiya
from tests.pages.html_view import shown
from tests.translations import Said, missing, said, translated

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
PAGES = (
    "/orders", "/orders/{order}", "/orders/new", "/orders/table", "/orders/board", "/search?q=router", "/notices",
    "/notices/choices", "/profile", "/clients", "/materials", "/workers", "/order-types", "/orders/{order}/release",
    "/orders/{order}/field-workers", "/search/palette?q=r", "/orders/999999",
)  # fmt: skip
"""Layla's; the administrator's follow."""
NAMES = frozenset({"The client", "Administrator"})
"""Data that happens to be called like something the program says: a mail rule, a job title."""
NOORS = (
    "/rights",
    "/people",
    "/people/new",
    "/company",
    "/company/seal",
    "/rules",
    "/rules/new",
    "/outgoing",
    "/clients/new",
)


def places(text: str) -> list[str]:
    """What is filled in."""
    return sorted(PLACES.findall(text))


def test_spanish_is_complete() -> None:
    assert [one.text for one in missing("es")] == []
    assert len(list(said())) > 900


def test_what_nobody_translated_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.translations.said", lambda: iter([Said("orders", None, "A new sentence", None)]))
    assert [one.text for one in missing("es")] == ["A new sentence"]


def test_translations_fill_in_what_the_sentences_do() -> None:
    known = translated("es")
    wrong = {}
    for one in said():
        words = known[one.key]
        for form, source in zip(words, (one.plural, one.plural), strict=True) if one.plural else [(words, one.text)]:
            # A singular may say "one" without its number.
            if not set(places(str(form))) <= set(places(source or "")):
                wrong[one.text] = form
        if one.plural is None and places(str(words)) != places(one.text):
            wrong[one.text] = words
    assert wrong == {}


@pytest.fixture
def company(db: None) -> Nadiya:
    return nadiya()


def test_no_page_speaks_english_to_who_reads_spanish(company: Nadiya) -> None:
    about = {"name": "L", "job_title": "", "phone": "", "theme": "auto", "language": "es", "time_zone": ""}
    order = company.create(name="X", description="Y").pk
    english = {
        one.text
        for one in said()
        if one.text not in NAMES
        and translated_of(one) != one.text
        and len(one.text) > 8
        and not PLACES.search(one.text)
    }
    left: dict[str, list[str]] = {}
    for visitor, pages in ((company.layla, PAGES), (company.noor, NOORS)):
        assert visitor.send("/profile", about).status_code == 200
        for page in pages:
            text = f" {shown(visitor.get(page.format(order=order))).text} "
            if found := [words for words in english if f" {words} " in text]:
                left[page] = found
    assert left == {}


KNOWN = translated("es")


def translated_of(one: Said) -> object:
    """Its Spanish words."""
    return KNOWN.get(one.key)
