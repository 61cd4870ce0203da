"""How many queries each page and act asks, as numbers: whoever makes one dearer says so here."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.pages.company import GOOD_CONFIRMATION, GOOD_ORDER, INK, Nadiya
from tests.pages.test_queries import cost

PAGES = {
    "layla /orders": 10,
    "layla /orders/groups": 7,
    "layla /orders/table": 22,
    "layla /orders/board": 29,
    "layla /orders/new": 9,
    "layla /orders/1": 27,
    "diego /orders/1": 26,
    "layla /orders/1/entries?after=4": 8,
    "layla /orders/1/parts/head": 14,
    "layla /orders/1/parts/actions": 13,
    "layla /orders/1/parts/details": 13,
    "layla /orders/1/field-workers": 11,
    "diego /orders/1/confirmation": 14,
    "layla /orders/1/documents/1/page": 15,
    "layla /search?q=fix": 10,
    "layla /notices": 8,
    "layla /profile": 9,
    "noor /clients": 8,
    "noor /clients/acme": 10,
    "noor /people": 8,
    "noor /rules": 6,
    "noor /outgoing": 9,
    "noor /company": 7,
}
ACTS = {"create": 30, "release": 34, "field workers": 25, "message": 17, "confirm": 46}


def test_pages(company: Nadiya) -> None:
    company.release()
    found = {}
    for page in PAGES:
        who, path = page.split(" ", 1)
        found[page] = cost(getattr(company, who), path)
    assert found == PAGES


def test_acts(company: Nadiya) -> None:
    company.release()
    found = {}
    for name, who, path, fields in (
        ("create", company.layla, "/orders", GOOD_ORDER),
        ("release", company.ogechi, "/orders/2/release", {"decision": "yes", "signature": INK}),
        ("field workers", company.layla, "/orders/2/field-workers", {"users.0": "diego@nadiya.example"}),
        ("message", company.layla, "/orders/2/messages", {"text": "Hello"}),
        ("confirm", company.diego, "/orders/2/confirmations", GOOD_CONFIRMATION),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert who.send(path, fields).status_code == 201
        found[name] = len(asked)
    assert found == ACTS
