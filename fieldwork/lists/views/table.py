"""The table of orders: the page, the rows that keep themselves up to date, the columns somebody wants."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from fieldwork.lists import table_display
from fieldwork.lists.actions.save_columns import save_columns
from fieldwork.lists.columns import COLUMNS
from fieldwork.lists.filters import filtered_orders
from fieldwork.lists.list_page import PAGE_SIZE, build_page
from fieldwork.lists.list_query import OrderListQuery, parse_list_query
from fieldwork.lists.rows import rows_of
from fieldwork.masterdata.context import zone_for
from fieldwork.orders.models import Order
from fieldwork.orders.transitions import TRANSITIONS, Action, is_permitted
from fieldwork.people.roles import Right
from fieldwork.shell.auth import current_person, login_required


@require_safe
@login_required
def table(request: HttpRequest) -> HttpResponse:
    """GET /orders/table: orders as rows, by what the query asks for."""
    person, query, address = current_person(request), parse_list_query(request.GET), reverse("orders-table")
    columns = table_display.columns_of(person, query)
    page = build_page(person, query)
    context = list_context(request, query, "table") | {
        "page": page,
        "columns": columns,
        "heads": table_display.column_heads(columns, query, address),
        "stretches": table_display.row_groups(page.rows, query, zone_for(request)),
        "column_choices": table_display.column_choices(columns),
        "groupings": table_display.groupings(query, address),
        "before": table_display.link(address, query.changed(before=page.before)) if page.before else "",
        "after": table_display.link(address, query.changed(after=page.after)) if page.after else "",
        "may_send_out": is_permitted(TRANSITIONS[Action.ADD_FIELD_WORKERS], person.roles, is_assigned=False),
    }
    return render(request, "lists/table_page.html", context)


@require_safe
@login_required
def table_rows(request: HttpRequest) -> HttpResponse:
    """GET /orders/table/rows?…&shown=4,7: the page's rows as they are now, and those of `shown` that left it."""
    person, query = current_person(request), parse_list_query(request.GET)
    here = build_page(person, query).rows
    there = {row.number for row in here}
    shown = [number for number in numbers_in(request.GET.get("shown", "")) if number not in there]
    visible = Order.objects.visible_to(person).filter(pk__in=shown).values_list("pk", flat=True)
    departed = rows_of(sorted(visible), person)
    fits = set(
        filtered_orders(person, query).filter(pk__in=[row.number for row in departed]).values_list("pk", flat=True)
    )
    context = {
        "here": here,
        "gone": [(row, row.number in fits) for row in departed],
        "columns": table_display.columns_of(person, query),
    }
    return render(request, "lists/table_rows.html", context)


@require_POST
@login_required
def columns(request: HttpRequest) -> HttpResponse:
    """POST /orders/table/columns: what somebody wants to see from now on."""
    names = [name for name in COLUMNS if request.POST.get(f"columns.{name}")]
    save_columns(names, by=current_person(request))
    answer = HttpResponse(status=204)
    # A view has columns of its own: who chooses others leaves it, with what it asks for.
    query = parse_list_query(QueryDict(request.POST.get("query", "")[:2000])).changed(view=0)
    answer["X-Location"] = table_display.link(reverse("orders-table"), query)
    return answer


def list_context(request: HttpRequest, query: OrderListQuery, current: str) -> dict[str, object]:
    """Returns the template context that table and board share: the layout switch, the filter bar."""
    person, address = current_person(request), reverse(f"orders-{current}")
    return {
        "asked": query,
        "query": query.changed().query(),
        "views": table_display.views(query, current),
        "pills": table_display.filter_tabs(person, query, address),
        "choices": table_display.filter_choices(person, query),
        "address": address,
        "layout": current,
        "view": table_display.view_of(person, query),
        "may_share": person.may(Right.SEE_ALL_ORDERS),
        "cleared": table_display.link(address, OrderListQuery(sort=query.sort, grouped=query.grouped)),
        "may_create": person.may(Right.CREATE_ORDER),
    }


def numbers_in(text: str) -> list[int]:
    """The numbers of orders in "4,7"; at most as many as a page has."""
    found = [part for part in text.split(",")[:PAGE_SIZE] if part.isascii() and part.isdecimal() and len(part) < 16]
    return [int(part) for part in found]
