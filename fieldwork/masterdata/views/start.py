"""The first page of an empty installation."""

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fieldwork.masterdata.actions.start_company import Beginning, start_company
from fieldwork.masterdata.forms.company import StartForm
from fieldwork.masterdata.the_company import find_company
from fieldwork.masterdata.views.answering import put_faults, went_well
from fieldwork.rest.problems import Invalid, Refused

ASKED = ("company_name", "currency", "language", "time_zone", "name", "email", "password")


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """GET and POST /start; neither exists once a company does."""
    if find_company():
        raise Http404
    if request.method != "POST":
        return render(
            request, "masterdata/start.html", {"form": StartForm(initial={"currency": "USD", "time_zone": "UTC"})}
        )
    form = StartForm(request.POST)
    if form.is_valid():
        try:
            person = start_company(Beginning(**{name: form.cleaned_data[name] for name in ASKED}))
        except Refused as late:
            raise Http404 from late
        except Invalid as invalid:
            put_faults(form, invalid)
        else:
            login(request, person)
            return went_well(request, reverse("orders"))
    return render(request, "masterdata/start.html", {"form": form}, status=422)
