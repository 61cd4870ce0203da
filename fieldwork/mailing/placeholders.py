"""What may stand in a mail's subject and text: {order}, {client} …; the one list that the form shows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.dates import format_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from fieldwork.documents import document_labels
from fieldwork.documents.document_times import document_times
from fieldwork.documents.snapshot_types import currency_of
from fieldwork.measures.formats import format_money
from fieldwork.measures.regional_locale import region_of
from fieldwork.orders.models import DocumentVersion

LINK_PLACEHOLDER = "{link}"
LINK_MARK = "\x1alink\x1a"
"""Stands for the link in a finished text: no one can type it, so no order's name becomes a link."""

PLACEHOLDER_PATTERN = re.compile(r"\{(\w*)\}")


@dataclass(frozen=True)
class Placeholder:
    """One placeholder and what it stands for."""

    name: str
    meaning: Promise


PLACEHOLDERS = (
    Placeholder("contact", gettext_lazy("the client's contact, else the client")),
    Placeholder("client", gettext_lazy("the client's name")),
    Placeholder("number", gettext_lazy("the order's number")),
    Placeholder("order", gettext_lazy("the order's name")),
    Placeholder("type", gettext_lazy("the order's type")),
    Placeholder("document", gettext_lazy("Service order, or Service order statement")),
    Placeholder("version", gettext_lazy("the document's version")),
    Placeholder("state", gettext_lazy("the order's state")),
    Placeholder("total", gettext_lazy("the total, with its currency")),
    Placeholder("start", gettext_lazy("when the work starts")),
    Placeholder("completion", gettext_lazy("when the work is completed")),
    Placeholder("company", gettext_lazy("the company's name")),
    Placeholder("phone", gettext_lazy("the company's telephone number")),
    Placeholder("link", gettext_lazy("the address of a page of the client's own, made with the mail")),
)
NAMES = frozenset(place.name for place in PLACEHOLDERS)


def unknown_placeholders(text: str) -> list[str]:
    """The placeholders in `text` that stand for nothing, as they were typed."""
    return [found.group() for found in PLACEHOLDER_PATTERN.finditer(text) if found[1] not in NAMES]


def values_for(version: DocumentVersion, language: str) -> dict[str, str]:
    """Returns the value of each placeholder in a mail about this version; the link, a secret, is only marked."""
    content = version.content
    clock = document_times(language, content["time_zone"], region_of(content["time_zone"]))

    def moment(iso: str) -> str:
        return format_datetime(clock.local(iso), "medium", locale=clock.locale)

    with override(language):
        document, state = document_labels.title(content["kind"]), document_labels.state(content["state"])
    client, provider = content["client"], content["provider"]
    return {
        "contact": client["contact"] or client["name"], "client": client["name"], "number": str(content["number"]),
        "order": content["name"], "type": content["order_type"], "document": document,
        "version": str(content["version"]), "state": state,
        "total": format_money(content["totals"]["total"], currency_of(content), language),
        "start": moment(content["work_start"]), "completion": moment(content["work_completion"]),
        "company": provider["name"], "phone": provider["phone"], "link": LINK_MARK,
    }  # fmt: skip


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its placeholders filled in, once: what is put in is not looked through again."""
    return PLACEHOLDER_PATTERN.sub(lambda found: values.get(found[1], found.group()), text)


def shown(text: str) -> str:
    """A finished text as people read and edit it."""
    return text.replace(LINK_MARK, LINK_PLACEHOLDER)


def default_subject() -> str:
    """Ours, in the language that is active."""
    return _("{document} {number}: {order}")


def default_text() -> str:
    """Ours, in the language that is active."""
    return _(
        "Hello {contact},\n\nattached is the {document} {number} “{order}”, version {version}.\n"
        "The total is {total}.\n\n"
        "You can see how far it is, open every document and answer here:\n{link}\n\nKind regards\n{company}\n{phone}"
    )
