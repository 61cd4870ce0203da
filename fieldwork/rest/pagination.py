"""Lists by key: a page holds what comes after a cursor, so that rows added meanwhile shift nothing."""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from fieldwork.rest.input_types import CURSOR, NumberCursor
from fieldwork.rest.text_rules import clean_text

MAX_LIMIT = 200
MAX_QUERY_TEXT = 200
"""Characters of what a list may be asked."""

T = TypeVar("T")
K = TypeVar("K", int, str)


class PageQuery(Schema):
    """What every list may be asked."""

    limit: int = Field(50, ge=1, le=MAX_LIMIT, description="How many items at most")
    after: str = Field("", max_length=MAX_QUERY_TEXT, description="`next` of the page before")

    @field_validator("*")
    @classmethod
    def clean(cls, value: object) -> object:
        """Texts without signs that the database cannot hold."""
        return clean_text(value, max_length=MAX_QUERY_TEXT) if isinstance(value, str) else value


class NumberPageQuery(PageQuery):
    """What a list that goes by number may be asked."""

    after: NumberCursor = Field("", max_length=MAX_QUERY_TEXT, description="`next` of the page before")

    @field_validator("after", mode="before")
    @classmethod
    def is_number(cls, value: object) -> object:
        """Checks the cursor as sent, before `clean`: one with characters that `clean` removes is invalid.

        It never becomes the empty cursor of the first page.
        """
        if isinstance(value, str) and not re.fullmatch(CURSOR, value):
            raise PydanticCustomError("cursor", _("This is no cursor of this list"))
        return value


class SearchQuery(PageQuery):
    """What a list with names may be asked."""

    q: str = Field("", max_length=MAX_QUERY_TEXT, description="Words that all have to occur")


def page(rows: Sequence[T], limit: int, key: Callable[[T], K]) -> tuple[Sequence[T], K | None]:
    """The page and its `next`. `rows` holds one more than `limit` if there is another page."""
    shown = rows[:limit]
    return shown, key(shown[-1]) if len(rows) > limit else None


def number_cursor(text: str) -> int | None:
    """The number in a cursor that `NumberPageQuery` has read, None without one."""
    return int(text) if text else None
