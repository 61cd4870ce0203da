"""How one value of a row is shown in a table, in the facts beside it, and sorted by."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.people.roles import ROLE_NAMES, role_list


class CellStyle(StrEnum):
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
    CellStyle.NAME: "c-name",
    CellStyle.CODE: "nowrap soft",
    CellStyle.TEXT: "soft",
    CellStyle.LINES: "soft pre",
    CellStyle.MONEY: "num c-end",
    CellStyle.EMAIL: "soft c-hide",
    CellStyle.PHONE: "soft nowrap c-hide",
    CellStyle.ROLES: "soft",
}
LINKS = {CellStyle.EMAIL: "mailto:", CellStyle.PHONE: "tel:"}


@dataclass(frozen=True)
class Column:
    """A value of a row by its attribute; `sortable` where the database can order by it."""

    key: str
    label: Promise
    cell_style: CellStyle = CellStyle.TEXT
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


def detail_cell(row: Any, column: Column) -> Cell:
    """The value beside the list, where addresses and numbers can be followed."""
    cell = table_cell(row, column)
    follows = cell.text and column.cell_style in LINKS
    return replace(cell, link=LINKS[column.cell_style] + cell.text) if follows else cell


def table_cell(row: Any, column: Column, *, link: str = "") -> Cell:
    """The value of `column` in `row`; nothing is an empty text."""
    value = getattr(row, column.key)
    if column.cell_style is CellStyle.MONEY:
        return Cell(column.label, "", STYLES[column.cell_style], amount=value)
    if column.cell_style is CellStyle.ROLES:
        value = ", ".join(str(ROLE_NAMES[role]) for role in role_list(value))
    return Cell(column.label, "" if value is None else str(value), STYLES[column.cell_style], link=link)


NAME = Column("name", _("Name"), CellStyle.NAME)
CODE = Column("code", _("Code"), CellStyle.CODE)
