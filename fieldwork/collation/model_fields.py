"""Columns that the database finds and sorts by, kept beside the text that they are made from.

Whatever writes a row writes them with it; `update()` does not, so no action changes such a text by it.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from fieldwork.collation.folded_text import folded
from fieldwork.collation.sort_keys import MAX_KEY, sort_key

LanguageProvider = Callable[[], str]
_providers: list[LanguageProvider] = []


def register_language_provider(provider: LanguageProvider) -> None:
    """Registers `provider`: it returns the language that names are sorted by.

    This is the company's language, which an app above knows.
    """
    _providers[:] = [provider]


def sorting_language() -> str:
    """The language of stored keys."""
    return _providers[0]() if _providers else "en"


class SortKey(models.CharField):  # type: ignore[type-arg]
    """The key of the column `of`, compared sign by sign in either database, however its server was set up."""

    def __init__(self, *, of: str = "name", **more: Any) -> None:
        self.of = of
        super().__init__(**{"max_length": MAX_KEY, "default": "", "editable": False, **more})

    def deconstruct(self) -> Any:
        """Adds `of` to what migrations record."""
        name, path, arguments, more = super().deconstruct()
        return name, path, arguments, {**more, "of": self.of}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> Any:
        """SQLite compares so by itself, PostgreSQL where it is told to."""
        parameters = super().db_parameters(connection)
        return {**parameters, "collation": "C"} if connection.vendor == "postgresql" else parameters

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's
        """Makes the key anew."""
        key = sort_key(getattr(model_instance, self.of), sorting_language())
        setattr(model_instance, self.attname, key)
        return key


class Folded(models.TextField):  # type: ignore[type-arg]
    """The columns `of`, as far as the row has them, folded."""

    def __init__(self, *, of: Sequence[str] = ("name",), **more: Any) -> None:
        self.of = tuple(of)
        super().__init__(**{"default": "", "editable": False, **more})

    def deconstruct(self) -> Any:
        """Adds `of` to what migrations record."""
        name, path, arguments, more = super().deconstruct()
        return name, path, arguments, {**more, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001 - Django's
        """Folds anew."""
        text = folded_columns(model_instance, self.of)
        setattr(model_instance, self.attname, text)
        return text


def folded_columns(row: models.Model, names: Sequence[str]) -> str:
    """The texts in these columns of a row, folded, one on each line."""
    return folded("\n".join(filter(None, (getattr(row, name, "") for name in names))))
