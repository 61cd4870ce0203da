"""Pages for what went wrong, in words; scripts and programs get the same as a problem document."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fieldwork.audit.request_context import request_id
from fieldwork.rest.errors import Sentence, problem_details
from fieldwork.rest.outage_errors import RETRY_SECONDS, outage_of
from fieldwork.shell.auth import is_script_request

SENTENCES = {
    400: (
        gettext_lazy("This request was not understood"),
        gettext_lazy("Go back, reload the page and try again."),
    ),
    403: (
        gettext_lazy("You may not do this"),
        gettext_lazy("Ask an administrator if you should be able to."),
    ),
    404: (
        gettext_lazy("There is nothing here for you"),
        gettext_lazy("It may not exist, or you may not be allowed to see it."),
    ),
    500: (
        gettext_lazy("Something broke on our side"),
        gettext_lazy("What you typed is kept on this device. Try again in a moment."),
    ),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return _error_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, also for what the person may not see."""
    return _error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 or 507 where the database is away or the disk full. Reads nothing from the database."""
    outage = outage_of(sys.exc_info()[1])
    status, title, advice = outage or (500, *SENTENCES[500])
    if _wants_problem(request):
        response: HttpResponse = problem_details(
            status, f"{title}. {advice}" if outage else title, request_id=request_id()
        )
    else:
        # Without the request: what pages tell besides comes from the database.
        context = {
            "title": title, "advice": advice, "again": _retry_link(request), "language": get_language() or "en",
            "request_id": request_id(),
        }  # fmt: skip
        response = HttpResponse(engines["jinja2"].get_template("shell/outage.html").render(context), status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


def _retry_link(request: HttpRequest) -> str:
    """Returns the address of the retry link: the same page, or the orders where a form was sent."""
    return request.get_full_path() if request.method in ("GET", "HEAD") else "/orders"


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that does not come from our page, or whose page is too old."""
    if _wants_problem(request):
        return problem_details(403, _("This page is too old. Reload it, what you typed is kept."))
    return _error_page(request, 403)


def _wants_problem(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or is_script_request(request)


def _error_page(request: HttpRequest, status: int) -> HttpResponse:
    return error_page(request, status, *SENTENCES[status])


def error_page(request: HttpRequest, status: int, title: Sentence, advice: Sentence) -> HttpResponse:
    """Renders what is wrong and what helps: a page for people, a problem document for scripts and programs."""
    if _wants_problem(request):
        return problem_details(status, f"{title}. {advice}")
    return render(request, "shell/error_page.html", {"title": title, "advice": advice}, status=status)
