"""The templates' language: every template compiles, what people typed is never markup, sentences are translated."""

from pathlib import Path

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.test import RequestFactory
from django.utils.translation import override
from jinja2 import Environment

from fieldwork.config import ROOT

TEMPLATES = sorted(path for path in (ROOT / "fieldwork").glob("*/templates/**/*.html"))
HOSTILE = "<script>alert(1)</script>&\"'"


def language() -> Environment:
    """The environment that pages are rendered in."""
    backend = engines["jinja2"]
    assert isinstance(backend, Jinja2)
    return backend.env


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_compiles(path: Path) -> None:
    name = str(path).split("/templates/", 1)[1]
    assert language().get_template(name).name == name


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source",
    [
        "{{ typed }}",
        '<a title="{{ typed }}">',
        "{% trans name=typed %}By {{ name }}{% endtrans %}",
        "{{ avatar(typed) }}",
        "{{ field_error({'name': typed}, 'name') }}",
        "{{ typed|as_json }}",
        "{{ typed|linebreaksbr }}",
    ],
)
def test_what_somebody_typed_is_never_markup(source: str) -> None:
    page = engines["jinja2"].from_string(source).render({"typed": HOSTILE}, RequestFactory().get("/"))
    assert "<script" not in page
    assert "\"'" not in page.removeprefix('<a title="')


@pytest.mark.django_db
def test_what_is_not_given_shows_as_nothing() -> None:
    page = engines["jinja2"].from_string("[{{ order.client.name }}]").render({}, RequestFactory().get("/"))
    assert page == "[]"


@pytest.mark.django_db
def test_a_sentence_is_looked_up_in_the_language_of_the_page() -> None:
    template = engines["jinja2"].from_string('{{ _("Materials") }}')
    told = []
    for code in ("en", "es", "en"):
        with override(code):
            told.append(template.render({}, RequestFactory().get("/")))
    assert told == ["Materials", "Materiales", "Materials"]
