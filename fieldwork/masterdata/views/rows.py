"""Every list of master data, and people: look, add, edit, offer or no longer. `lists.py` says what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.messages import get_messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.columns import Cell, fact_of
from fieldwork.masterdata.forms.rows import RowForm
from fieldwork.masterdata.listing import page_of, row_address, wanted_of
from fieldwork.masterdata.lists import Listed
from fieldwork.masterdata.the_company import the_company
from fieldwork.masterdata.views.answering import put_faults, submission_of, went_well
from fieldwork.people.devices import stay_signed_in
from fieldwork.rest.problems import Invalid, Refused, problem_of
from fieldwork.rest.reading import Reader
from fieldwork.shell.doors import person_of


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


def show_list(request: HttpRequest, listed: Listed) -> HttpResponse:
    """GET /clients."""
    return _show(request, listed, None)


def show_new(request: HttpRequest, listed: Listed) -> HttpResponse:
    """GET /clients/new."""
    return _show(request, listed, _new(request, listed))


def add(request: HttpRequest, listed: Listed) -> HttpResponse:
    """POST /clients."""
    panel = _new(request, listed)
    form = panel.form
    assert form is not None
    if form.is_valid():
        try:
            row = listed.acts.add(form, person_of(request), submission_of(request))
        except Invalid as invalid:
            put_faults(form, invalid)
        else:
            return went_well(request, row_address(listed, row, wanted_of(listed, request.GET)), words=_("Added"))
    return _show(request, listed, panel, status=422)


def show_row(request: HttpRequest, listed: Listed, key: str | int) -> HttpResponse:
    """GET /clients/acme."""
    row = _find(listed, key)
    if person_of(request).may(listed.keep):
        return _show(request, listed, _edited(request, listed, row))
    facts = [cell for cell in (fact_of(row, column) for column in listed.facts) if cell.text or cell.is_amount]
    panel = Panel(row.name, facts, active=listed.is_active(row), key=key)
    return _show(request, listed, panel)


def edit(request: HttpRequest, listed: Listed, key: str | int) -> HttpResponse:
    """POST /clients/acme: 409 with both where somebody else has saved it since the form was opened."""
    with transaction.atomic():
        return _edit_alone(request, listed, key)


def _edit_alone(request: HttpRequest, listed: Listed, key: str | int) -> HttpResponse:
    """Whoever saves at the same time waits, and is told then."""
    # By what the form was opened for: its code, by which the address names it, may be another one's by now.
    opened, by = request.POST.get("row", ""), listed.key
    if opened:
        key, by = opened if opened.isdecimal() else 0, "pk"
    row, person = _find(listed, key, by=by, rows=listed.rows().select_for_update(of=("self",))), person_of(request)
    panel = _edited(request, listed, row)
    form = panel.form
    assert form is not None
    if form.is_valid():
        if form.overtakes():
            fresh = listed.form(row=row, currency=the_company().priced_in)
            return _show(request, listed, replace(panel, form=form.beside(fresh)), status=409)
        try:
            with transaction.atomic():
                listed.acts.edit(form, person)
        except Invalid as invalid:
            put_faults(form, invalid)
        else:
            return _edited_well(request, listed, row, form.saved)
    return _show(request, listed, panel, status=422)


def set_activity(request: HttpRequest, listed: Listed, key: str | int) -> HttpResponse:
    """POST /clients/acme/activity with active=yes or no."""
    row, reader = _find(listed, key), Reader(request.POST.dict())
    active = reader.yes_no("active")
    try:
        reader.check()
        listed.acts.set_activity(row, bool(active), person_of(request))
    except (Invalid, Refused) as error:
        return problem_of(error)
    words = _("Offered again") if active else _("Deactivated: no form offers it from now on")
    return went_well(request, row_address(listed, row, wanted_of(listed, request.GET)), words=words)


def _find(listed: Listed, key: str | int, *, by: str = "", rows: QuerySet[Any] | None = None) -> Any:
    row = (listed.rows() if rows is None else rows).filter(**{by or listed.key: key}).first()
    if row is None:
        raise Http404
    return row


def _new(request: HttpRequest, listed: Listed) -> Panel:
    data = request.POST if request.method == "POST" else None
    form = listed.form(data, row=listed.blank(), currency=the_company().priced_in)
    action = wanted_of(listed, request.GET).address(reverse(listed.slug))
    return Panel(listed.words.new, [], form, action)


def _edited(request: HttpRequest, listed: Listed, row: Any) -> Panel:
    data = request.POST if request.method == "POST" else None
    wanted, key = wanted_of(listed, request.GET), getattr(row, listed.key)
    return Panel(
        title=row.name,
        facts=[],
        form=listed.form(data, row=row, currency=the_company().priced_in),
        action=row_address(listed, row, wanted),
        activity=wanted.address(reverse(f"{listed.slug}-activity", args=[key])),
        active=listed.is_active(row),
        key=key,
        below=listed.below,
        more=listed.more(row),
    )


def _edited_well(request: HttpRequest, listed: Listed, row: Any, words: Promise) -> HttpResponse:
    person = person_of(request)
    if row == person:
        # Their new password must not sign out the one who typed it, and they may have given up this very right.
        stay_signed_in(request, row)
        if not row.may(listed.keep):
            return went_well(request, reverse("orders"))
    return went_well(request, row_address(listed, row, wanted_of(listed, request.GET)), words=words)


def _show(request: HttpRequest, listed: Listed, panel: Panel | None, status: int = 200) -> HttpResponse:
    wanted = wanted_of(listed, request.GET)
    context = {
        "listed": listed,
        "wanted": wanted,
        "page": page_of(listed, wanted, key=panel.key if panel else None),
        "panel": panel,
        "list_url": wanted.address(reverse(listed.slug)),
        "new_url": wanted.address(reverse(f"{listed.slug}-new")),
        "may_keep": person_of(request).may(listed.keep),
        "company": the_company(),
        "messages": get_messages(request),
    }
    return render(request, "masterdata/rows.html", context, status=status)
