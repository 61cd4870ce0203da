"""Rules for templates: short, no logic, no inline code, every visible word translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.architecture.source_tree import Rule, Source, template

LONGEST_TEMPLATE = 60
TAGS = {
    *("if", "elif", "else", "endif", "for", "endfor", "set", "endset", "with", "endwith"),
    *("include", "extends", "block", "endblock", "trans", "pluralize", "endtrans"),
}
TAG = re.compile(r"\{%-?\s*(\w+)")
TRUSTED = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\b|\bMarkup\(")
INLINE = re.compile(
    r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']"
    r"|<script\b(?![^>]*\ssrc=)(?![^>]*\stype=\"application/json\")",
    re.IGNORECASE,
)
OWN_FAULT = re.compile(r"class=\"field-error[ \"](?![^>]*data-chip=)|data-[a-z]+=\"problem\"")
NOT_SHOWN = re.compile(r"\{#.*?#\}|\{%\s*trans\b.*?\{%\s*endtrans\s*%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "aria-description", "aria-roledescription"}
WORD = re.compile(r"[^\W\d_]{2,}")
# Its own name is the same in every language.
PRODUCT_NAME = "Fieldwork"


def line_of(text: str, place: int) -> int:
    """The number of the line that the place is on."""
    return text.count("\n", 0, place) + 1


def too_long(source: Source) -> Iterator[str]:
    """Templates past the limit."""
    lines = source.text.count("\n")
    if lines > LONGEST_TEMPLATE:
        yield f"{lines} lines"


def logic(source: Source) -> Iterator[str]:
    """Tags that are not if, for and the like: macros, calls, imports."""
    for found in TAG.finditer(source.text):
        if found[1] not in TAGS:
            yield f"{line_of(source.text, found.start())}: {{% {found[1]} %}}"


def trusted(source: Source) -> Iterator[str]:
    """Places where text is taken for markup."""
    for found in TRUSTED.finditer(source.text):
        yield f"{line_of(source.text, found.start())}: {found[0]}"


def inline(source: Source) -> Iterator[str]:
    """Styles, scripts and handlers written into the page; its own security policy would refuse them."""
    for found in INLINE.finditer(source.text):
        yield f"{line_of(source.text, found.start())}: {found[0].strip()}"


class Shown(HTMLParser):
    """Collects the words a person sees or hears, with their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []

    def handle_data(self, data: str) -> None:
        """Text between tags; what stands in a script or style is not shown."""
        if self.cdata_elem is None:
            self.look_at(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are read out or shown."""
        for name, value in attrs:
            if name in SPOKEN_ATTRIBUTES and value:
                self.look_at(value)

    def look_at(self, text: str) -> None:
        """Notes the first word that is not the product's name."""
        words = [word for word in WORD.findall(text) if word != PRODUCT_NAME]
        if words:
            self.faults.append(f"{self.getpos()[0]}: “{' '.join(text.split())[:40]}” is not translated")


def bare_words(source: Source) -> Iterator[str]:
    """Words outside _() and trans."""
    shown = Shown()
    shown.feed(NOT_SHOWN.sub(lambda found: "\n" * found[0].count("\n"), source.text))
    shown.close()
    yield from shown.faults


def own_faults(source: Source) -> Iterator[str]:
    """Sentences about faults that a template draws itself; shell/form_errors.py draws them all alike."""
    for found in OWN_FAULT.finditer(source.text):
        yield f"{line_of(source.text, found.start())}: {found[0]}"


def part(text: str) -> tuple[Source, ...]:
    """The text as a part of a page."""
    return (Source("fieldwork/app/templates/app/made_up.html", text),)


TEMPLATE_RULES = [
    Rule(
        "templates have 60 lines at most",
        template,
        too_long,
        bad=part("\n" * (LONGEST_TEMPLATE + 1)),
        good=part("\n" * LONGEST_TEMPLATE),
    ),
    Rule(
        "templates know if and for, no other logic",
        template,
        logic,
        bad=part("{% macro row(order) %}{% endmacro %}") + part("{% do orders.sort() %}"),
        good=part("{% for order in orders %}{% if order.name %}{{ order.name }}{% endif %}{% endfor %}"),
    ),
    Rule(
        "templates escape everything",
        template,
        trusted,
        bad=part("{{ note|safe }}") + part("{% autoescape off %}{{ note }}{% endautoescape %}"),
        good=part("{{ note }} {{ _('safe') }}"),
    ),
    Rule(
        "templates hold no style, script or handler",
        template,
        inline,
        bad=part('<p style="color: red">')
        + part("<script>alert(1)</script>")
        + part('<button onclick="go()">')
        + part("<style>p {}</style>"),
        good=part('<script type="application/json">{}</script><script type="module" src="/x.js"></script>'),
    ),
    Rule(
        "faults are drawn by shell/form_errors.py",
        template,
        own_faults,
        bad=part('<p class="field-error" id="x">{{ words }}</p>') + part('<div data-form="problem" hidden></div>'),
        good=part('{{ field_error(errors, "name") }}{{ form_error(summary) }}')
        + part('<small class="field-error" data-chip="error"></small>'),
    ),
    Rule(
        "every visible word is translated",
        template,
        bare_words,
        bad=part("<p>Release service order</p>")
        + part('<button aria-label="Close"></button>')
        + part("<p>\n{% if many %}\norders\n{% endif %}</p>"),
        good=part('<p>{{ _("Release") }} · {{ order.number }} × 2</p>')
        + part("<p>{% trans %}Order {{ number }}{% endtrans %}</p>")
        + part('<title>{% block title %}{% endblock %} Fieldwork</title><i class="icon" data-name="pen"></i>'),
    ),
]
