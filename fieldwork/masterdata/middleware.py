"""An empty installation leads to its first page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.the_company import find_company
from fieldwork.rest.problems import problem
from fieldwork.shell.doors import asked_by_script

START = "/start"
HEALTH = "/api/v1/healthz"
NOT_YET = _("This installation is not set up yet. Open it in a browser first.")


def first_start(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Every page leads to /start until a company exists; from then on it asks the database nothing."""
    started = False

    def at_the_door(request: HttpRequest) -> HttpResponse:
        nonlocal started
        if started or request.path in (START, HEALTH):
            return get_response(request)
        if find_company():
            started = True
            return get_response(request)
        if request.path.startswith("/api/") or asked_by_script(request):
            return problem(503, NOT_YET)
        return HttpResponseRedirect(START)

    return at_the_door
