"""Saved views: keep one, let one go, and the menu's lines with their counts."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.lists.actions.keep_view import keep_view, remove_view
from fieldwork.lists.asked import read_asked
from fieldwork.lists.kept_views import address_of, menu_of, views_of
from fieldwork.lists.models import Layout
from fieldwork.lists.showing import columns_of
from fieldwork.rest.problems import Forbidden, Invalid, problem, problem_of
from fieldwork.rest.texts import measured_text
from fieldwork.shell.doors import person_of, signed_in

LONGEST_NAME = 60
TOO_LONG = _("At most %(longest)s characters, this has %(length)s")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def views(request: HttpRequest) -> HttpResponse:
    """GET /orders/views: the menu's lines with their counts. POST keeps the list that is shown under a name."""
    person = person_of(request)
    if request.method != "POST":
        return render(request, "shell/view_lines.html", {"lines": menu_of(person, counts=True)})
    asked = read_asked(QueryDict(request.POST.get("query", "")[:2000]))
    layout = Layout.BOARD if request.POST.get("layout") == Layout.BOARD else Layout.TABLE
    columns = [column.name for column in columns_of(person, asked)]
    name, length = measured_text(request.POST.get("name", ""), longest=LONGEST_NAME)
    if length > LONGEST_NAME:
        return problem(422, TOO_LONG % {"longest": LONGEST_NAME, "length": length})
    try:
        kept = keep_view(name, asked, layout, columns, by=person, shared=request.POST.get("shared") == "1")
    except Forbidden as no:
        return problem_of(no)
    except Invalid as wrong:
        return problem(422, " ".join(wrong.errors.values()))
    answer = HttpResponse(status=201)
    answer["X-Location"] = address_of(kept)
    return answer


@require_POST
@signed_in
def removal(request: HttpRequest, key: int) -> HttpResponse:
    """POST /orders/views/3/removal: the view is no more; no order is touched."""
    view = views_of(person_of(request)).filter(pk=key).first()
    if view is None:
        raise Http404
    answer = HttpResponse(status=200)
    answer["X-Location"] = reverse(f"orders-{view.layout}")
    try:
        remove_view(view, by=person_of(request))
    except Forbidden as no:
        return problem_of(no)
    return answer
