"""How one value of a row is shown in a table, in the facts beside it, and sorted by."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.people.roles import ROLE_NAMES, role_list


class Look(StrEnum):
    """What kind of value it is."""

    NAME = "name"
    CODE = "code"
    TEXT = "text"
    LINES = "lines"
    MONEY = "money"
    EMAIL = "email"
    PHONE = "phone"
    ROLES = "roles"


STYLES = {
    Look.NAME: "c-name",
    Look.CODE: "nowrap soft",
    Look.TEXT: "soft",
    Look.LINES: "soft pre",
    Look.MONEY: "num c-end",
    Look.EMAIL: "soft c-hide",
    Look.PHONE: "soft nowrap c-hide",
    Look.ROLES: "soft",
}
LINKS = {Look.EMAIL: "mailto:", Look.PHONE: "tel:"}


@dataclass(frozen=True)
class Column:
    """A value of a row by its attribute; `sortable` where the database can order by it."""

    key: str
    label: Promise
    look: Look = Look.TEXT
    sortable: bool = True


@dataclass(frozen=True)
class Cell:
    """One value as templates show it; `amount` in minor units where it is money."""

    label: Promise
    text: str
    style: str
    amount: int | None = None
    link: str = ""

    @property
    def is_amount(self) -> bool:
        """Whether to show `amount` instead of `text`."""
        return self.amount is not None


def fact_of(row: Any, column: Column) -> Cell:
    """The value beside the list, where addresses and numbers can be followed."""
    cell = cell_of(row, column)
    follows = cell.text and column.look in LINKS
    return replace(cell, link=LINKS[column.look] + cell.text) if follows else cell


def cell_of(row: Any, column: Column, *, link: str = "") -> Cell:
    """The value of `column` in `row`; nothing is an empty text."""
    value = getattr(row, column.key)
    if column.look is Look.MONEY:
        return Cell(column.label, "", STYLES[column.look], amount=value)
    if column.look is Look.ROLES:
        value = ", ".join(str(ROLE_NAMES[role]) for role in role_list(value))
    return Cell(column.label, "" if value is None else str(value), STYLES[column.look], link=link)


NAME = Column("name", _("Name"), Look.NAME)
CODE = Column("code", _("Code"), Look.CODE)
