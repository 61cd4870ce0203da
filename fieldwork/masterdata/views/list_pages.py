"""Every list of master data, and people: look, add, edit, offer or no longer. `list_configs.py` says what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.forms.list_forms import RowForm
from fieldwork.masterdata.list_columns import Cell, detail_cell
from fieldwork.masterdata.list_configs import ListConfig
from fieldwork.masterdata.list_page import build_page, parse_list_query, row_address
from fieldwork.masterdata.views.form_responses import add_form_errors, redirect_with_message
from fieldwork.people.signed_in_devices import stay_signed_in
from fieldwork.rest.command import Command
from fieldwork.rest.errors import Conflict, Invalid, problem_details_of
from fieldwork.rest.field_types import YesNo
from fieldwork.rest.form_post import submission_of
from fieldwork.rest.idempotency import idempotent
from fieldwork.shell.auth import current_person


@dataclass(frozen=True)
class Panel:
    """What stands beside the list: a form for those who keep it, facts for the others."""

    title: str | Promise
    facts: list[Cell]
    form: RowForm | None = None
    action: str = ""
    activity: str = ""
    active: bool = True
    key: object = None
    below: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


def show_list(request: HttpRequest, listed: ListConfig) -> HttpResponse:
    """GET /clients."""
    return _show(request, listed, None)


def show_new(request: HttpRequest, listed: ListConfig) -> HttpResponse:
    """GET /clients/new."""
    return _show(request, listed, _new(request, listed))


def add(request: HttpRequest, listed: ListConfig) -> HttpResponse:
    """POST /clients."""
    panel = _new(request, listed)
    form = panel.form
    assert form is not None
    if form.is_valid():
        try:
            person = current_person(request)
            act = partial(listed.operations.add, form, person)
            row = idempotent(submission_of(request), act, by=person, model=type(listed.blank()))
        except Invalid as invalid:
            add_form_errors(form, invalid)
        else:
            query = parse_list_query(listed, request.GET)
            there = row_address(listed, row, query) if row else query.address(reverse(listed.slug))
            return redirect_with_message(request, there, words=_("Added"))
    return _show(request, listed, panel, status=422)


def show_row(request: HttpRequest, listed: ListConfig, key: str | int) -> HttpResponse:
    """GET /clients/acme."""
    row = _get_row(listed, key)
    if current_person(request).may(listed.edit_right):
        return _show(request, listed, _edited(request, listed, row))
    facts = [cell for cell in (detail_cell(row, column) for column in listed.facts) if cell.text or cell.is_amount]
    panel = Panel(row.name, facts, active=listed.is_active(row), key=key)
    return _show(request, listed, panel)


def edit(request: HttpRequest, listed: ListConfig, key: str | int) -> HttpResponse:
    """POST /clients/acme: 409 with both where somebody else has saved it since the form was opened."""
    with transaction.atomic():
        return _edit_alone(request, listed, key)


def _edit_alone(request: HttpRequest, listed: ListConfig, key: str | int) -> HttpResponse:
    """Saves the form while the row is locked: a concurrent save waits, and gets 409 if it conflicts."""
    # By what the form was opened for: its code, by which the address names it, may be another one's by now.
    opened, by = request.POST.get("row", ""), listed.key
    if opened:
        key, by = opened if opened.isdecimal() else 0, "pk"
    row, person = (
        _get_row(listed, key, by=by, rows=listed.rows().select_for_update(of=("self",))),
        current_person(request),
    )
    panel = _edited(request, listed, row)
    form = panel.form
    assert form is not None
    if form.is_valid():
        if form.conflicting_values():
            fresh = listed.form(row=row, currency=get_company().priced_in)
            return _show(request, listed, replace(panel, form=form.with_saved_values(fresh)), status=409)
        try:
            with transaction.atomic():
                listed.operations.edit(form, person)
        except Invalid as invalid:
            add_form_errors(form, invalid)
        else:
            return _saved_response(request, listed, row, form.saved)
    return _show(request, listed, panel, status=422)


class SetActivity(Command):
    """Whether forms offer a row from now on."""

    active: YesNo


def set_activity(request: HttpRequest, listed: ListConfig, key: str | int) -> HttpResponse:
    """POST /clients/acme/activity with active=yes or no."""
    row = _get_row(listed, key)
    try:
        active = SetActivity.parse(request.POST.dict()).active
        listed.operations.set_activity(row, active, current_person(request))
    except (Invalid, Conflict) as error:
        return problem_details_of(error)
    words = _("Offered again") if active else _("Deactivated: no form offers it from now on")
    return redirect_with_message(request, row_address(listed, row, parse_list_query(listed, request.GET)), words=words)


def _get_row(listed: ListConfig, key: str | int, *, by: str = "", rows: QuerySet[Any] | None = None) -> Any:
    row = (listed.rows() if rows is None else rows).filter(**{by or listed.key: key}).first()
    if row is None:
        raise Http404
    return row


def _new(request: HttpRequest, listed: ListConfig) -> Panel:
    data = request.POST if request.method == "POST" else None
    form = listed.form(data, row=listed.blank(), currency=get_company().priced_in)
    action = parse_list_query(listed, request.GET).address(reverse(listed.slug))
    return Panel(listed.labels.new, [], form, action)


def _edited(request: HttpRequest, listed: ListConfig, row: Any) -> Panel:
    data = request.POST if request.method == "POST" else None
    query, key = parse_list_query(listed, request.GET), getattr(row, listed.key)
    return Panel(
        title=row.name,
        facts=[],
        form=listed.form(data, row=row, currency=get_company().priced_in),
        action=row_address(listed, row, query),
        activity=query.address(reverse(f"{listed.slug}-activity", args=[key])),
        active=listed.is_active(row),
        key=key,
        below=listed.below,
        more=listed.more(row),
    )


def _saved_response(request: HttpRequest, listed: ListConfig, row: Any, words: Promise) -> HttpResponse:
    person = current_person(request)
    if row == person:
        # Their new password must not sign out the one who typed it, and they may have given up this very right.
        stay_signed_in(request, row)
        if not row.may(listed.edit_right):
            return redirect_with_message(request, reverse("orders"))
    return redirect_with_message(request, row_address(listed, row, parse_list_query(listed, request.GET)), words=words)


def _show(request: HttpRequest, listed: ListConfig, panel: Panel | None, status: int = 200) -> HttpResponse:
    query = parse_list_query(listed, request.GET)
    context = {
        "listed": listed,
        "wanted": query,
        "page": build_page(listed, query, key=panel.key if panel else None),
        "panel": panel,
        "list_url": query.address(reverse(listed.slug)),
        "new_url": query.address(reverse(f"{listed.slug}-new")),
        "may_keep": current_person(request).may(listed.edit_right),
        "company": get_company(),
        "messages": get_messages(request),
    }
    return render(request, "masterdata/rows.html", context, status=status)
