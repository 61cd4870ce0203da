"""Every page in a made-up language from right to left: mirrored, nothing sticks out, nothing is left in English."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import SignIn
from tests.e2e.installation import DESKTOP, PHONE, Windows
from tests.e2e.test_screens import MOVES, PICTURES
from tests.running.demo_company import put_demo
from tests.running.program import ROOT, Program, running, surroundings
from tests.running.pseudo_language import CODE, write_locale
from tests.translations import said

EVERYBODY_SPEAKS_IT = f"""
import django
django.setup()
from fieldwork.masterdata.models import Company
from fieldwork.people.models import Person
Person.objects.update(language="{CODE}")
Company.objects.update(language="{CODE}")
"""
PAGES = {
    "Layla": """/orders /orders/4 /orders/new /orders/table /orders/board /orders/28/media /orders/4/fast-close
        /orders/4/not-performed /orders/4/field-workers /orders/4/documents/1/page /orders/4/notices /clients
        /clients/acme /materials /services /workers /order-types /profile /profile/app /profile/passkeys/new /notices
        /notices/choices /search?q=router /orders/999999 /welcome/gone""",
    "Ogechi": "/orders/4/release /orders/4",
    "Diego": "/orders /orders/4/confirmation /orders/4",
    "Noor": """/clients/new /materials/new /services/new /workers/new /order-types/new /people /people/1 /people/new
        /rights /company /company/seal /rules /rules/1 /rules/new /outgoing""",
}
SHOWN = {"/orders": "list", "/orders/4": "workspace", "/orders/new": "create", "/orders/board": "board"}
LEFT_IN_ENGLISH = """sentences => {
    const known = new Set(sentences), found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode.data.trim().replace(/\\s+/g, " ");
        if (known.has(text) && !walk.currentNode.parentElement.closest("script, style, template")) found.push(text);
    }
    for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]"))
        for (const name of ["aria-label", "title", "placeholder", "alt"])
            if (known.has(one.getAttribute(name))) found.push(one.getAttribute(name));
    return found;
}"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The demo company, in which everybody speaks the made-up language."""
    data, words = tmp_path_factory.mktemp("mirrored"), tmp_path_factory.mktemp("words")
    write_locale(words)
    put_demo(tmp_path_factory, data)
    facts = {"DJANGO_SETTINGS_MODULE": "tests.running.pseudo_language", "PSEUDO_LOCALE": str(words)}
    with running(data, **facts) as program:
        script = [sys.executable, "-c", EVERYBODY_SPEAKS_IT]
        subprocess.run(script, cwd=ROOT, env=surroundings(data, **facts), check=True)
        yield program


def english() -> list[str]:
    """Sentences of the program; a word alone, or an order's name, may stand in the data."""
    return [one.text for one in said() if " " in one.text and "%" not in one.text and not one.text[0].isdigit()]


def faults_of(page: Page, path: str, sentences: list[str]) -> list[str]:
    """What is wrong with a page that is open."""
    found = []
    if page.evaluate("document.documentElement.dir") != "rtl":
        found.append("is written from left to right")
    menu = page.locator(".nav")
    if menu.count() and menu.is_visible():
        box = menu.bounding_box()
        if not box or box["x"] < DESKTOP["width"] / 2:
            found.append("has its menu at the left")
    for size in (DESKTOP, PHONE, {"width": 360, "height": 780}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if (more := page.evaluate(SIDEWAYS)) > 0:
            found.append(f"sticks out by {more} pixels at {size['width']}")
        if page.evaluate(MOVES) > 0:
            found.append(f"can be scrolled as a whole at {size['width']}")
        if path in SHOWN and size["width"] != 360:
            name = f"mirrored-{SHOWN[path]}-{'desktop' if size is DESKTOP else 'phone'}.png"
            page.wait_for_timeout(300)
            page.screenshot(path=PICTURES / name)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return [*found, *(f"says {text!r}" for text in page.evaluate(LEFT_IN_ENGLISH, sentences))]


@pytest.mark.parametrize("who", PAGES)
def test_every_page_stands_mirrored_and_whole(chromium: Browser, mirrored: Program, who: str) -> None:
    windows = Windows(chromium, mirrored.address)
    sentences = english()
    try:
        page = windows.signed_in(who)
        found = []
        for path in PAGES[who].split():
            page.goto(path)
            found += [f"{path} {fault}" for fault in faults_of(page, path, sentences)]
    finally:
        windows.close()
    assert not found, "\n".join(found)


def test_the_same_look_finds_fault_with_an_english_page(sign_in: SignIn) -> None:
    found = faults_of(sign_in("Layla"), "", english())
    assert {"is written from left to right", "has its menu at the left", "says 'Service orders'"} <= set(found)


def test_the_made_up_language_says_everything_in_its_own_letters(tmp_path: Path) -> None:
    write_locale(tmp_path)
    with (tmp_path / CODE / "LC_MESSAGES" / "django.mo").open("rb") as file:
        words = {message.id: message.string for message in read_mo(file) if isinstance(message.id, str) and message.id}
    assert len(words) > 900
    for sentence, made in words.items():
        left = re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^>]*>", "", str(made))
        assert not re.search(r"[A-Za-z]", left), sentence
