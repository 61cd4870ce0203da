"""Add or edit a row of a list: a client, an order type, a material, a service, a worker."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from fieldwork.audit.record_event import record_added, recorded_change
from fieldwork.collation.folded_text import LATIN
from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Forbidden, Invalid

Row = Client | OrderType | Product | Worker
R = TypeVar("R", bound=Row)

RESERVED = frozenset({"new"})
"""Codes that are part of the program's own addresses."""

NOT_EDITED = frozenset({"id", "active"})
_MAX_STEM = 40


def add_row(row: R, *, by: Person) -> R:
    """Writes the new `row`; an empty code is made from its name.

    Raises Forbidden; Invalid at the fields that are wrong.
    """
    require_manage_master_data(by)
    with transaction.atomic():
        row.code = row.code or free_code(row)
        _write(row)
        record_added(row, by=by)
    return row


def edit_row(row: Row, *, by: Person) -> None:
    """Writes `row` as it is now, but for whether it is offered: that is another act's business.

    Orders that exist keep the price they were made with.

    Raises Forbidden; Invalid at the fields that are wrong.
    """
    require_manage_master_data(by)
    with recorded_change(row, by=by):
        _write(row, only=[field.name for field in row._meta.concrete_fields if field.name not in NOT_EDITED])


def require_manage_master_data(by: Person) -> None:
    """Raises Forbidden unless this person keeps the master data."""
    if not by.may(Right.MANAGE_MASTER_DATA):
        raise Forbidden(_("Only an administrator adds and edits master data."))


def free_code(row: Row) -> str:
    """A code from the name, with a number where it is taken: "acme", "acme-2"."""
    named = row.kind if isinstance(row, Product) else slugify(_in_latin(str(row._meta.verbose_name)))
    stem = slugify(_in_latin(row.name))[:_MAX_STEM].strip("-_") or named
    used = siblings(row).filter(code__istartswith=stem).values_list("code", flat=True)
    taken = RESERVED | {code.lower() for code in used}
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def _in_latin(name: str) -> str:
    return "".join(LATIN.get(sign, sign) for sign in name.lower())


def siblings(row: Row) -> QuerySet[Any]:
    """The rows among which the code of `row` is unique."""
    rows: QuerySet[Any] = type(row)._default_manager.all()
    return rows.filter(kind=row.kind) if isinstance(row, Product) else rows


def _write(row: Row, *, only: list[str] | None = None) -> None:
    try:
        row.clean_fields()
    except ValidationError as error:
        raise Invalid({field: messages[0] for field, messages in error.message_dict.items()}) from error
    if taken := _taken(row):
        raise Invalid(taken)
    try:
        with transaction.atomic():
            row.save(update_fields=only)
    except IntegrityError as late:
        raise Invalid(_taken(row) or {"code": _("This could not be kept. Try again.")}) from late


def _taken(row: Row) -> dict[str, str]:
    errors = {}
    others = siblings(row).exclude(pk=row.pk)
    if row.code.lower() in RESERVED or others.filter(code__iexact=row.code).exists():
        errors["code"] = _("This code is taken")
    if isinstance(row, Worker) and row.person_id and others.filter(person=row.person_id).exists():
        errors["person"] = _("This person is another worker already")
    return errors
