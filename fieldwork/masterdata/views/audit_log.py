"""The audit log, as an administrator reads it: who, when, what, before and after."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.audit.models import AuditEntry, SubjectKind
from fieldwork.audit.record_event import Value
from fieldwork.masterdata.company import get_company
from fieldwork.measures.currencies import Currency
from fieldwork.measures.formats import format_money
from fieldwork.people.models import Person
from fieldwork.people.roles import ROLE_NAMES, Right, role_list
from fieldwork.shell.auth import permission_required

AT_ONCE = 50


@dataclass(frozen=True)
class Changed:
    """One field in words; `before` is empty where there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One entry as it is shown."""

    entry: AuditEntry
    changes: list[Changed]


@require_safe
@permission_required(Right.MANAGE_COMPANY)
def show_audit_log(request: HttpRequest) -> HttpResponse:
    """GET /audit-log?kind=people.person&by=4&before=700; newest first."""
    kind, by = request.GET.get("kind", ""), _number(request, "by")
    entries = AuditEntry.objects.all()
    if kind in SubjectKind.values:
        entries = entries.filter(kind=kind)
    if by:
        entries = entries.filter(author=by)
    if before := _number(request, "before"):
        entries = entries.filter(pk__lt=before)
    found = list(entries[: AT_ONCE + 1])
    currency = get_company().priced_in
    context = {
        "lines": [Line(entry, _changes_of(entry, currency)) for entry in found[:AT_ONCE]],
        "next": found[AT_ONCE - 1].pk if len(found) > AT_ONCE else None,
        "kinds": SubjectKind.choices,
        "kind": kind,
        "people": Person.objects.only("pk", "name"),
        "by": by,
    }
    return render(request, "masterdata/audit_log.html", context)


def _number(request: HttpRequest, name: str) -> int:
    """0 for what is none; no longer than the database's numbers."""
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0


def _changes_of(entry: AuditEntry, currency: Currency) -> list[Changed]:
    found = []
    for name, before, after in entry.changes:
        field = _field(entry.kind, name)
        label = str(getattr(field, "verbose_name", name) or name)
        values = (_value(field, value, currency) for value in (before, after))
        found.append(Changed(label[:1].upper() + label[1:], *values))
    return found


def _field(kind: str, name: str) -> "models.Field[Any, Any] | None":
    """None for a field that later versions have no more."""
    try:
        found = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, FieldDoesNotExist):
        return None
    return found if isinstance(found, models.Field) else None


def _value(field: "models.Field[Any, Any] | None", value: Value, currency: Currency) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if field is not None and field.name == "price":
        return format_money(int(value), currency, get_language() or "en")
    if field is not None and field.name == "roles":
        return ", ".join(str(ROLE_NAMES[role]) for role in role_list(int(value))) or _("None")
    choices = dict(field.flatchoices) if field is not None else {}
    return str(choices.get(value) or value)
