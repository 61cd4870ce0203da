"""What a client sends: acceptance with a signature, or objections line by line. Every error at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fieldwork.orders.actions.client_answer import ClientSignatory, Objection
from fieldwork.rest.errors import Invalid
from fieldwork.rest.input_reader import InputReader
from fieldwork.signatures.signature import BadSignature, Drawn, Typed, read_signature

MAX_COMMENT = 2_000
MAX_NAME = 100
MAX_OBJECTION = 20_000
"""Characters at all lines together."""

SECTIONS = ("labour", "services", "materials")
EMPTY = {"width": 1, "height": 1, "strokes": []}


@dataclass(frozen=True)
class AcceptanceInput:
    """The client signs for `version`."""

    version: int
    by: ClientSignatory
    signature: Drawn | Typed
    comment: str


@dataclass(frozen=True)
class ObjectionInput:
    """The client finds something in `version` that is not right."""

    version: int
    by: ClientSignatory
    objections: Sequence[Objection]
    comment: str


def read_answer(data: Mapping[str, object], content: Mapping[str, Any]) -> AcceptanceInput | ObjectionInput:
    """Raises Invalid with every error. `content` is that of the version that the page showed."""
    reader = InputReader(dict(data))
    accepts = reader.data.get("decision") == "accept"
    if reader.data.get("decision") not in ("accept", "object"):
        reader.add_error("decision", _("Choose one of the two"))
    # An acceptance stands on paper, an objection in the workspace alone.
    name = reader.text("name", max_length=MAX_NAME, printed=accepts)
    job_title = reader.text("job_title", max_length=MAX_NAME, required=False, printed=accepts)
    comment = reader.text("comment", max_length=MAX_COMMENT, required=False, printed=accepts)
    version = reader.data.get("version")
    number = int(version) if isinstance(version, str) and version.isascii() and version.isdigit() else 0
    by = ClientSignatory(name, job_title)
    if accepts:
        if reader.data.get("agreed") != "yes":
            reader.add_error("agreed", _("Please tick this if you agree"))
        signature = _signature(reader)
        reader.raise_errors()
        assert signature is not None
        return AcceptanceInput(number, by, signature, comment)
    objections = _objections(reader, lines_of(content))
    if reader.data.get("decision") == "object" and not objections and not comment:
        reader.add_error("comment", _("Say what is not right: at a line, or here"))
    if sum(len(one.words) for one in objections) > MAX_OBJECTION:
        reader.add_error("comment", _("This is very much. Write less at the lines, or call the company."))
    reader.raise_errors()
    return ObjectionInput(number, by, objections, comment)


def lines_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every line of a version in the order of the paper."""
    return [line for section in SECTIONS for line in content[section]]


def _objections(reader: InputReader, lines: Sequence[Mapping[str, Any]]) -> list[Objection]:
    found = []
    names = {str(place): line["name"] for place, line in enumerate(lines)}
    for row in reader.rows("lines", max_count=len(lines)):
        words = row.text("words", max_length=MAX_COMMENT, required=False)
        name = names.get(str(row.data.get("place")))
        if words and name:
            found.append(Objection(name, words))
    return found


def _signature(reader: InputReader) -> Drawn | Typed | None:
    data = reader.data
    try:
        if typed := data.get("typed"):
            return read_signature({"typed": typed})
        drawn = str(data.get("signature") or "")
        return read_signature(json.loads(drawn) if drawn else EMPTY)
    except BadSignature as bad:
        reader.add_error("signature", bad.message)
    except (ValueError, RecursionError):
        reader.add_error("signature", _("The signature did not arrive whole. Please sign again."))
    return None


def check_days(data: Mapping[str, object], default: int) -> int:
    """How many days a link holds. Raises Invalid at "days"."""
    text = str(data.get("days") or default)
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Invalid({"days": _("Enter a number of days")})
    return int(text)
