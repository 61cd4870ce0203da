"""The first page of an empty installation."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fieldwork.audit.models import Act
from fieldwork.audit.recording import record
from fieldwork.masterdata.actions.start_company import Beginning, start_company
from fieldwork.masterdata.forms.choices import currency_of
from fieldwork.masterdata.forms.company import GuardedStartForm, StartForm
from fieldwork.masterdata.start_word import at_this_machine
from fieldwork.masterdata.the_company import find_company
from fieldwork.masterdata.views.answering import put_faults, went_well
from fieldwork.masterdata.views.security import TOO_OFTEN
from fieldwork.people.greeting import greet
from fieldwork.people.known_devices import know_device
from fieldwork.people.languages import browser_language, browser_region
from fieldwork.rest.problems import Invalid, Refused

ASKED = ("company_name", "currency", "language", "time_zone", "name", "email", "password")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET and POST /start; neither exists once a company does. From another machine it asks for the terminal's word."""
    if find_company():
        raise Http404
    wanted = StartForm if at_this_machine(request) else GuardedStartForm
    if request.method != "POST":
        form = wanted(
            initial={
                "currency": currency_of(browser_region(request)) or "USD",
                "language": browser_language(request) or settings.LANGUAGE_CODE,
                "time_zone": "UTC",
            }
        )
        return render(request, "masterdata/start.html", {"form": form})
    if wanted is GuardedStartForm and not ratelimit.consume(request, action="reset_password_from_key"):
        return _too_often(request)
    form = wanted(request.POST)
    if form.is_valid():
        try:
            person = start_company(Beginning(**{name: form.cleaned_data[name] for name in ASKED}))
        except Refused as late:
            raise Http404 from late
        except Invalid as invalid:
            put_faults(form, invalid)
        else:
            login(request, person)
            record(Act.SIGNED_IN, person, by=person)
            greet(request, person)
            answer = went_well(request, reverse("orders"))
            know_device(request, answer, person)
            return answer
    return render(request, "masterdata/start.html", {"form": form}, status=422)


def _too_often(request: HttpRequest) -> HttpResponse:
    """Nothing of the form is looked at: a word that is right is not told from a wrong one."""
    form = GuardedStartForm(request.POST)
    form.errors.clear()
    form.add_error("word", TOO_OFTEN)
    return render(request, "masterdata/start.html", {"form": form}, status=422)
