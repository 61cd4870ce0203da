"""What a client sends, and what the office asks of links. Every error at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo

from fieldwork.orders.actions.client_answer import ClientSignatory
from fieldwork.orders.entry_types import Objection
from fieldwork.rest.command import Command, InputContext, InputModel, input_error
from fieldwork.rest.field_types import optional_text, read_list, text
from fieldwork.sharing.actions.manage_links import DEFAULT_DAYS
from fieldwork.signatures.signature_field import Signature

MAX_COMMENT = 2_000
MAX_NAME = 100
MAX_GIVEN_TO = 254
MAX_OBJECTION = 20_000
"""Characters at all lines together."""

SECTIONS = ("labour", "services", "materials")


@dataclass(frozen=True)
class StatementContext(InputContext):
    """With the names of the lines that the client saw, in the order of the statement."""

    lines: Sequence[str] = ()


def lines_of(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns every line of a version in the order of the statement."""
    return [line for section in SECTIONS for line in content[section]]


def _read_decision(value: object) -> str:
    if value not in ("accept", "object"):
        raise input_error(_("Choose one of the two"))
    return str(value)


def _read_version(value: object) -> int:
    """0 for what is no number: no version has it."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else 0


def _read_agreed(value: object) -> bool:
    if value != "yes":
        raise input_error(_("Please tick this if you agree"))
    return True


Decision = Annotated[str, PlainValidator(_read_decision)]
VersionNumber = Annotated[int, PlainValidator(_read_version)]


class AcceptStatement(Command):
    """The client signs for `version`: what is written stands on the statement."""

    decision: Decision
    name: Annotated[str, text(MAX_NAME, printed=True)]
    job_title: Annotated[str, optional_text(MAX_NAME, printed=True)] = ""
    comment: Annotated[str, optional_text(MAX_COMMENT, printed=True)] = ""
    version: VersionNumber = 0
    agreed: Annotated[bool, PlainValidator(_read_agreed)]
    signature: Signature

    @property
    def by(self) -> ClientSignatory:
        """The person who answers."""
        return ClientSignatory(self.name, self.job_title)


def _name_of_line(place: object, info: ValidationInfo[StatementContext]) -> str:
    """ "" for a place that no line has."""
    names = {str(number): name for number, name in enumerate(info.context.lines)}
    return names.get(str(place), "")


class ObjectionRow(InputModel):
    """What is said at a line, which is sent as its place in the statement."""

    line: Annotated[str, PlainValidator(_name_of_line), Field(alias="place")] = ""
    words: Annotated[str, optional_text(MAX_COMMENT)] = ""


def _at_most_the_lines(value: object, info: ValidationInfo[StatementContext]) -> list[object]:
    return read_list(value, max_count=len(info.context.lines))


def _objections(rows: Sequence[ObjectionRow]) -> list[Objection]:
    return [Objection(line=row.line, words=row.words) for row in rows if row.words and row.line]


def _check_comment(comment: str, info: ValidationInfo[StatementContext]) -> str:
    objections = _objections(info.data.get("lines", ()))
    if not objections and not comment and "decision" in info.data:
        raise input_error(_("Say what is not right: at a line, or here"))
    if sum(len(one.words) for one in objections) > MAX_OBJECTION:
        raise input_error(_("This is very much. Write less at the lines, or call the company."))
    return comment


class ObjectToStatement(Command):
    """The client finds something in `version` that is not right: it is read in the workspace alone."""

    decision: Decision
    name: Annotated[str, text(MAX_NAME)]
    job_title: Annotated[str, optional_text(MAX_NAME)] = ""
    version: VersionNumber = 0
    lines: Annotated[list[ObjectionRow], BeforeValidator(_at_most_the_lines)] = []
    comment: Annotated[str, optional_text(MAX_COMMENT), AfterValidator(_check_comment)]

    @property
    def objections(self) -> list[Objection]:
        """Those at lines that the client saw."""
        return _objections(self.lines)

    @property
    def by(self) -> ClientSignatory:
        """The person who answers."""
        return ClientSignatory(self.name, self.job_title)


def _read_days(value: object) -> int:
    written = str(value or DEFAULT_DAYS)
    if not (written.isascii() and written.isdigit() and len(written) < 5):
        raise input_error(_("Enter a number of days"))
    return int(written)


class MakeLink(Command):
    """A link for `given_to`, which holds for so many days."""

    given_to: Annotated[str, optional_text(MAX_GIVEN_TO)] = ""
    days: Annotated[int, PlainValidator(_read_days)] = DEFAULT_DAYS
