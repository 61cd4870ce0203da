"""Commands: what somebody sends to change something, read in one way for pages, the API and a phone's outbox.

A command is a frozen pydantic model. Its fields are of the types in `field_types.py`: each reads what a form or a
program sends, and says in the person's language what is wrong with it. All errors come at once, each at its field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from fieldwork.rest.errors import Invalid

SENTENCE = "sentence"
"""The type of the errors whose message is for people."""


@dataclass(frozen=True)
class InputContext:
    """How input is read: `mark` stands before decimals ("." for a program), `zone` is meant by times without one."""

    mark: str = "."
    zone: tzinfo = UTC


class NotChosen:
    """Stands where a form says that something was typed into a combobox and nothing was chosen."""


class InputModel(BaseModel):
    """One object of input. A field that is missing is read as null, so that its type says what is wrong.

    A form sends the text of a combobox beside its value, as `client_text`: without a value it is NotChosen.
    """

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: object) -> object:
        if not isinstance(data, Mapping):
            return data
        absent = {name: None for name, field in cls.model_fields.items() if field.is_required()}
        typed = {name: data.get(f"{name}_text") for name in cls.model_fields if not data.get(name)}
        return {**absent, **data, **{name: NotChosen() for name, text in typed.items() if text}}


class Command(InputModel):
    """One thing that a person or a program asks for."""

    @classmethod
    def parse(cls, data: object, context: InputContext | None = None) -> Self:
        """Reads `data`, nested as JSON is. Raises Invalid with every error."""
        errors: dict[str, str] = {}
        command = None
        try:
            command = cls.model_validate(data, context=context or InputContext())
        except ValidationError as refused:
            for error in refused.errors(include_url=False, include_input=False):
                errors.setdefault(".".join(map(str, error["loc"])), _sentence_of(error))
        if isinstance(data, Mapping):
            errors = {**cls.errors_between_fields(data), **errors}
        if errors or command is None:
            raise Invalid(errors)
        return command

    @classmethod
    def errors_between_fields(cls, _data: Mapping[str, object], /) -> dict[str, str]:
        """Returns errors that are at no field alone, {path: sentence}; found also where fields are wrong."""
        return {}


def input_error(sentence: str | Promise) -> PydanticCustomError:
    """The error that a field's type raises: `sentence` is shown to the person as it is."""
    return PydanticCustomError(SENTENCE, "{sentence}", {"sentence": str(sentence)})


def _sentence_of(error: ErrorDetails) -> str:
    """Returns what is shown to the person. Raises LookupError for what no type of a field says in words of ours."""
    if error["type"] == "model_type":
        return _("Expected an object with fields")
    if error["type"] != SENTENCE:
        raise LookupError(error["type"])
    return str(error["ctx"]["sentence"])
