"""An empty installation leads to its first page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from fieldwork.masterdata.company import find_company
from fieldwork.masterdata.context import company_of
from fieldwork.people.accept_language import browser_language
from fieldwork.rest.errors import problem_details
from fieldwork.shell.auth import is_script_request

START = "/start"
HEALTH = "/api/v1/healthz"
NOT_YET = _("This installation is not set up yet. Open it in a browser first.")


def in_their_language(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pages speak the person's language, else the company's; to who is not signed in the browser's, else the company's.

    What speaks another one says so itself.
    """
    known = {code for code, _name in settings.LANGUAGES}

    def respond(request: HttpRequest) -> HttpResponse:
        own = getattr(request.user, "language", "") if request.user.is_authenticated else browser_language(request)
        company = company_of(request) if own not in known else None
        language = own if own in known else company.language if company else ""
        with override(language if language in known else settings.LANGUAGE_CODE):
            return get_response(request)

    return respond


def first_start(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Redirects every page to /start until a company exists; from then on it queries nothing.

    Until then API calls and scripts get 503. /start and the health check always pass.
    """
    started = False

    def require_setup(request: HttpRequest) -> HttpResponse:
        nonlocal started
        if started or request.path in (START, HEALTH):
            return get_response(request)
        if find_company():
            started = True
            return get_response(request)
        if request.path.startswith("/api/") or is_script_request(request):
            return problem_details(503, NOT_YET)
        return HttpResponseRedirect(START)

    return require_setup
