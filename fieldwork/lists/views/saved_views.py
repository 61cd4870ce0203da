"""Saved views: keep one, let one go, and the menu's lines with their counts."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.lists.actions.save_view import remove_view, save_view
from fieldwork.lists.list_query import parse_list_query
from fieldwork.lists.models import Layout
from fieldwork.lists.saved_views import menu_of, url_of, views_of
from fieldwork.lists.table_display import columns_of
from fieldwork.rest.errors import Forbidden, Invalid, problem_details, problem_details_of
from fieldwork.rest.text_rules import measured_text
from fieldwork.shell.auth import current_person, login_required

MAX_NAME = 60
TOO_LONG = _("At most %(longest)s characters, this has %(length)s")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def views(request: HttpRequest) -> HttpResponse:
    """GET /orders/views: the menu's lines with their counts. POST keeps the list that is shown under a name."""
    person = current_person(request)
    if request.method != "POST":
        return render(request, "shell/view_lines.html", {"lines": menu_of(person, counts=True)})
    query = parse_list_query(QueryDict(request.POST.get("query", "")[:2000]))
    layout = Layout.BOARD if request.POST.get("layout") == Layout.BOARD else Layout.TABLE
    columns = [column.name for column in columns_of(person, query)]
    name, length = measured_text(request.POST.get("name", ""), max_length=MAX_NAME)
    if length > MAX_NAME:
        return problem_details(422, TOO_LONG % {"longest": MAX_NAME, "length": length})
    try:
        view = save_view(name, query, layout, columns, by=person, shared=request.POST.get("shared") == "1")
    except Forbidden as no:
        return problem_details_of(no)
    except Invalid as wrong:
        return problem_details(422, " ".join(wrong.errors.values()))
    answer = HttpResponse(status=201)
    answer["X-Location"] = url_of(view)
    return answer


@require_POST
@login_required
def removal(request: HttpRequest, key: int) -> HttpResponse:
    """POST /orders/views/3/removal: the view is no more; no order is touched."""
    view = views_of(current_person(request)).filter(pk=key).first()
    if view is None:
        raise Http404
    answer = HttpResponse(status=200)
    answer["X-Location"] = reverse(f"orders-{view.layout}")
    try:
        remove_view(view, by=current_person(request))
    except Forbidden as no:
        return problem_details_of(no)
    return answer
