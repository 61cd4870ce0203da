"""GET /session: whose session the browser has, and a token for it (faults.md A1: what waits needs a fresh one)."""

import re

import pytest
from django.test import Client as Browser

from fieldwork.people.models import Person
from fieldwork.people.tests.conftest import PASSWORD

pytestmark = pytest.mark.usefixtures("company")
SCRIPT = {"X-Requested-With": "fetch"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def token_of(browser: Browser) -> str:
    """What a page gets now."""
    return str(browser.get("/session", headers=SCRIPT).json()["csrf_token"])


def write(browser: Browser, token: str) -> int:
    """The status of a write that anybody signed in may do."""
    return browser.post("/live/here", {"stream": "x"}, headers={**SCRIPT, "X-CSRFToken": token}).status_code


def test_it_says_who_and_gives_a_token_that_writes(layla: Person) -> None:
    """faults.md A1: the token of a page that was opened before the sign-in is refused, this one is not."""
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(layla)
    answer = browser.get("/session", headers=SCRIPT)
    assert answer.json()["person"] == layla.pk
    assert answer["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert write(browser, "x" * 64) == 403
    assert write(browser, answer.json()["csrf_token"]) == 204


def test_nobody_has_no_session_and_gets_no_token() -> None:
    answer = Browser().get("/session", headers=SCRIPT)
    assert answer.status_code == 401
    assert b"csrf" not in answer.content


def test_the_token_of_one_person_does_not_write_for_the_next_one(layla: Person, noor: Person) -> None:
    """What Noor's page would send with its old token after Layla has signed in on the same device is refused."""
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(noor)
    old = token_of(browser)
    browser.post("/sign-out", headers={"X-CSRFToken": old})
    found = TOKEN.search(browser.get("/sign-in").content.decode())
    assert found
    form = {"login": layla.email, "password": PASSWORD, "csrfmiddlewaretoken": found[1]}
    assert browser.post("/sign-in", form).status_code == 302
    assert write(browser, old) == 403
    assert write(browser, token_of(browser)) == 204


def test_signing_out_clears_what_the_browser_cached(layla: Person) -> None:
    """faults.md B7: pictures of one person's orders are not the next one's."""
    browser = Browser()
    browser.force_login(layla)
    assert browser.post("/sign-out")["Clear-Site-Data"] == '"cache"'
