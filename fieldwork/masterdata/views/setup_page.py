"""The first page of an empty installation."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.masterdata.actions.set_up_company import Beginning, set_up_company
from fieldwork.masterdata.company import find_company
from fieldwork.masterdata.forms.choices import currency_of
from fieldwork.masterdata.forms.company import SetupForm, SetupFormWithCode
from fieldwork.masterdata.setup_code import at_this_machine
from fieldwork.masterdata.views.form_responses import add_form_errors, redirect_with_message
from fieldwork.masterdata.views.security import TOO_OFTEN
from fieldwork.people.accept_language import browser_language, browser_region
from fieldwork.people.first_page_language import adopt_browser_language
from fieldwork.people.known_devices import know_device
from fieldwork.rest.errors import Conflict, Invalid

FIELDS = ("company_name", "currency", "language", "time_zone", "name", "email", "password")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET and POST /start; neither exists once a company does. From another machine it asks for the terminal's word."""
    if find_company():
        raise Http404
    form_class = SetupForm if at_this_machine(request) else SetupFormWithCode
    if request.method != "POST":
        form = form_class(
            initial={
                "currency": currency_of(browser_region(request)) or "USD",
                "language": browser_language(request) or settings.LANGUAGE_CODE,
                "time_zone": "UTC",
            }
        )
        return render(request, "masterdata/company_setup.html", {"form": form})
    if form_class is SetupFormWithCode and not ratelimit.consume(request, action="reset_password_from_key"):
        return _too_often(request)
    form = form_class(request.POST)
    if form.is_valid():
        try:
            person = set_up_company(Beginning(**{name: form.cleaned_data[name] for name in FIELDS}))
        except Conflict as late:
            raise Http404 from late
        except Invalid as invalid:
            add_form_errors(form, invalid)
        else:
            login(request, person)
            record(AuditAction.SIGNED_IN, person, by=person)
            adopt_browser_language(request, person)
            answer = redirect_with_message(request, reverse("orders"))
            know_device(request, answer, person)
            return answer
    return render(request, "masterdata/company_setup.html", {"form": form}, status=422)


def _too_often(request: HttpRequest) -> HttpResponse:
    """Answers 422 and evaluates no field of the form: a right word is not told from a wrong one."""
    form = SetupFormWithCode(request.POST)
    form.errors.clear()
    form.add_error("word", TOO_OFTEN)
    return render(request, "masterdata/company_setup.html", {"form": form}, status=422)
