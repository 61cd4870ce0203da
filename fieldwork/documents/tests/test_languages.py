"""Documents in the client's language, else the company's; each language is a translation file, and complete."""

import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po
from django.conf import settings
from pypdf import PdfReader

from fieldwork.documents.render_pdf import render_pdf
from fieldwork.documents.tests.samples import not_performed, order, statement
from fieldwork.masterdata.models import Client, Company
from fieldwork.orders.models import DocumentVersion
from tests.translations import said as said_anywhere
from tests.worked_example import fill_company, released

ROOM = Path(__file__).parents[1]
KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def said() -> set[tuple[str | None, str]]:
    """Every sentence of the paper: (context, words)."""
    found = set()
    for _line, message, _comments, context in extract_from_file(
        "python", ROOM / "document_labels.py", keywords=KEYWORDS
    ):
        found.add((context, message[0] if isinstance(message, tuple) else message))
    return found


def translations(language: str) -> dict[tuple[str | None, str], Message]:
    with (ROOM / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalog = read_po(file)
    return {(one.context, forms(one.id)[0]): one for one in catalog if one.id}


def forms(words: Any) -> tuple[str, ...]:
    """A sentence, or its singular and plural."""
    return (words,) if isinstance(words, str) else tuple(words)


LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_sentence_and_no_other(language: str) -> None:
    there = translations(language)
    assert said() <= set(there)
    assert set(there) <= said() | {one.key for one in said_anywhere()}
    for message in there.values():
        for original, translated in zip(forms(message.id), forms(message.string), strict=True):
            assert translated, original
            assert set(PLACEHOLDER.findall(translated)) == set(PLACEHOLDER.findall(original)), original


def test_control_a_sentence_left_out_is_seen() -> None:
    there = translations("es")
    del there[("document", "Date")]
    assert said() != set(there)


def text_of(content: dict[str, Any]) -> str:
    pages = PdfReader(io.BytesIO(render_pdf(content))).pages
    return re.sub(
        r"\s+", " ", " ".join(page.extract_text() for page in pages).replace("\u200b", "").replace("\xa0", " ")
    )


def test_a_spanish_document_says_nothing_in_english() -> None:
    told = text_of(statement(language="es", currency="EUR"))
    for words in (
        "Parte de la orden de servicio", "Orden 4 · Versión 3 · 4. Confirmada del todo", "Cliente", "Proveedor",
        "3 jun 2026", "Qué ha cambiado desde la versión 2", "con 3 líneas", "332,25 €", "1,25", "Mano de obra",
        "No aprueba cambios posteriores.", "Página 1 de 1", "hora de verano de Europa central",
    ):  # fmt: skip
        assert words in told, words
    for words in ("Order", "Total:  from", "Confirmed", "Materials", "Page", "Times", "Approved", "Service"):
        assert words not in told, words
    assert "Se anulan todos los costes." in text_of(not_performed() | {"language": "es"})
    assert "Ninguno" in text_of(order(language="es", materials=[]))


def test_the_file_says_its_language() -> None:
    with pikepdf.open(io.BytesIO(render_pdf(order(language="es")))) as pdf:
        assert str(pdf.Root.Lang) == "es"


@pytest.mark.django_db
@pytest.mark.parametrize(("clients", "companys", "papers"), [("", "en", "en"), ("es", "en", "es"), ("en", "es", "en")])
def test_the_clients_language_goes_before_the_companys(clients: str, companys: str, papers: str) -> None:
    team = fill_company()
    Company.objects.update(language=companys)
    Client.objects.update(language=clients)
    number = released(team).number
    assert DocumentVersion.objects.get(order_id=number).content["language"] == papers
