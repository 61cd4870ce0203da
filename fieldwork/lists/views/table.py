"""The table of orders: the page, the rows that keep themselves up to date, the columns somebody wants."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fieldwork.lists import showing
from fieldwork.lists.actions.keep_columns import keep_columns
from fieldwork.lists.asked import Asked, read_asked
from fieldwork.lists.columns import COLUMNS
from fieldwork.lists.filters import wanted
from fieldwork.lists.paging import AT_ONCE, page_of
from fieldwork.lists.rows import rows_of
from fieldwork.masterdata.context import zone_for
from fieldwork.orders.models import Order
from fieldwork.orders.states import TABLE, Action, may_ever
from fieldwork.people.roles import Right
from fieldwork.shell.doors import person_of, signed_in


@require_safe
@signed_in
def table(request: HttpRequest) -> HttpResponse:
    """GET /orders/table: orders as rows, by what the query asks for."""
    person, asked, address = person_of(request), read_asked(request.GET), reverse("orders-table")
    columns = showing.columns_of(person, asked)
    page = page_of(person, asked)
    context = list_context(request, asked, "table") | {
        "page": page,
        "columns": columns,
        "heads": showing.heads(columns, asked, address),
        "stretches": showing.stretches(page.rows, asked, zone_for(request)),
        "column_choices": showing.column_choices(columns),
        "groupings": showing.groupings(asked, address),
        "before": showing.link(address, asked.changed(before=page.before)) if page.before else "",
        "after": showing.link(address, asked.changed(after=page.after)) if page.after else "",
        "may_send_out": may_ever(TABLE[Action.ADD_FIELD_WORKERS], person.roles, on_order=False),
    }
    return render(request, "lists/table_page.html", context)


@require_safe
@signed_in
def table_rows(request: HttpRequest) -> HttpResponse:
    """GET /orders/table/rows?…&shown=4,7: the page's rows as they are now, and those of `shown` that left it."""
    person, asked = person_of(request), read_asked(request.GET)
    here = page_of(person, asked).rows
    there = {row.number for row in here}
    shown = [number for number in numbers_in(request.GET.get("shown", "")) if number not in there]
    seen = Order.objects.visible_to(person).filter(pk__in=shown).values_list("pk", flat=True)
    gone = rows_of(sorted(seen), person)
    fits = set(wanted(person, asked).filter(pk__in=[row.number for row in gone]).values_list("pk", flat=True))
    context = {
        "here": here,
        "gone": [(row, row.number in fits) for row in gone],
        "columns": showing.columns_of(person, asked),
    }
    return render(request, "lists/table_rows.html", context)


@require_POST
@signed_in
def columns(request: HttpRequest) -> HttpResponse:
    """POST /orders/table/columns: what somebody wants to see from now on."""
    names = [name for name in COLUMNS if request.POST.get(f"columns.{name}")]
    keep_columns(names, by=person_of(request))
    answer = HttpResponse(status=204)
    # A view has columns of its own: who chooses others leaves it, with what it asks for.
    asked = read_asked(QueryDict(request.POST.get("query", "")[:2000])).changed(view=0)
    answer["X-Location"] = showing.link(reverse("orders-table"), asked)
    return answer


def list_context(request: HttpRequest, asked: Asked, current: str) -> dict[str, object]:
    """What table and board show alike: the switch, the bar of filters."""
    person, address = person_of(request), reverse(f"orders-{current}")
    return {
        "asked": asked,
        "query": asked.changed().query(),
        "views": showing.views(asked, current),
        "pills": showing.pills(person, asked, address),
        "choices": showing.choices(person, asked),
        "address": address,
        "layout": current,
        "view": showing.view_of(person, asked),
        "may_share": person.may(Right.SEE_ALL_ORDERS),
        "cleared": showing.link(address, Asked(sort=asked.sort, grouped=asked.grouped)),
        "may_create": person.may(Right.CREATE_ORDER),
    }


def numbers_in(text: str) -> list[int]:
    """The numbers of orders in "4,7"; at most as many as a page has."""
    found = [part for part in text.split(",")[:AT_ONCE] if part.isascii() and part.isdecimal() and len(part) < 16]
    return [int(part) for part in found]
