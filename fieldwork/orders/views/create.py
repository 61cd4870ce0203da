"""The create form."""

import re
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fieldwork.attachments.actions.store_upload import MAX_FILES as MOST_FILES
from fieldwork.attachments.models import File
from fieldwork.masterdata.active_rows import active_client, active_order_type, contact_line
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.context import zone_for
from fieldwork.orders.actions.create import create
from fieldwork.orders.commands import MAX_TYPED, CreateOrder
from fieldwork.orders.line_input import line_context
from fieldwork.orders.models import Entry
from fieldwork.orders.views.form_submission import error_summary, submit
from fieldwork.orders.views.line_rows import product_rows, staff_rows
from fieldwork.orders.views.number_styles import decimal_mark, number_styles_json
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.text_rules import clean_text
from fieldwork.shell.auth import current_person, permission_required

A_FILE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@require_safe
@permission_required(Right.CREATE_ORDER)
def new_order(request: HttpRequest) -> HttpResponse:
    """GET /orders/new."""
    return render(request, "orders/create_page.html", _context({}, {}, current_person(request)))


def create_order(request: HttpRequest) -> HttpResponse:
    """POST /orders, from somebody signed in. What one may not do does not exist."""
    person = current_person(request)
    if not person.may(Right.CREATE_ORDER):
        raise Http404

    def do(data: dict[str, object]) -> Entry:
        context = line_context(data, mark=decimal_mark(), zone=zone_for(request))
        return create(CreateOrder.parse(data, context), by=person)

    def render_errors(data: dict[str, object], errors: dict[str, str]) -> HttpResponse:
        return render(request, "orders/create_form.html", _context(data, errors, person))

    return submit(request, render_errors, do)


def _context(data: dict[str, object], errors: dict[str, str], person: Person) -> dict[str, object]:
    order_type = active_order_type(clean_text(str(data.get("order_type", "")), max_length=MAX_TYPED))
    client = active_client(clean_text(str(data.get("client", "")), max_length=MAX_TYPED))
    return {
        "data": data,
        "errors": errors,
        "summary": error_summary(errors),
        "order_type_name": order_type.name if order_type else _typed(data, "order_type"),
        "client_name": client.name if client else _typed(data, "client"),
        "client_reach": contact_line(client),
        "products": product_rows(data),
        "staff": staff_rows(data),
        "files": uploaded_files(data, person),
        "blank": {"index": "__i__", "kind": "material"},
        "styles": number_styles_json(get_company().priced_in),
    }


def _typed(data: Mapping[str, object], field: str) -> str:
    """The text that stood in a picker without being a choice, else what was sent as one."""
    return str(data.get(f"{field}_text") or data.get(field, ""))


def uploaded_files(data: Mapping[str, object], person: Person) -> list[File]:
    """The person's files that a form named, to show them again."""
    named = data.get("files")
    ids = [str(name) for name in named] if isinstance(named, list) else []
    return list(File.objects.filter(id__in=filter(A_FILE.fullmatch, ids[:MOST_FILES]), uploaded_by=person))
