"""Lists by key: a page holds what comes after a cursor, so that rows added meanwhile shift nothing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, field_validator

from fieldwork.rest.problems import Invalid
from fieldwork.rest.texts import clean_text

MOST = 200
LONGEST = 200
"""Characters of what a list may be asked."""

T = TypeVar("T")
K = TypeVar("K", int, str)


class Paged(Schema):
    """What every list may be asked."""

    limit: int = Field(50, ge=1, le=MOST, description="How many items at most")
    after: str = Field("", max_length=LONGEST, description="`next` of the page before")

    @field_validator("*")
    @classmethod
    def clean(cls, value: object) -> object:
        """Texts without signs that the database cannot hold."""
        return clean_text(value, longest=LONGEST) if isinstance(value, str) else value


class Searched(Paged):
    """What a list with names may be asked."""

    q: str = Field("", max_length=LONGEST, description="Words that all have to occur")


def page(rows: Sequence[T], limit: int, key: Callable[[T], K]) -> tuple[Sequence[T], K | None]:
    """The page and its `next`. `rows` holds one more than `limit` if there is another page."""
    shown = rows[:limit]
    return shown, key(shown[-1]) if len(rows) > limit else None


def number_cursor(text: str) -> int | None:
    """The number in a cursor, None without one. Raises Invalid."""
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 16):
        raise Invalid({"after": _("This is no cursor of this list")})
    return int(text)
