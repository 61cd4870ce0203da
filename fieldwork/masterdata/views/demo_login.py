"""The open door of a demo: sign in as anybody with one click. Outside a demo it does not exist."""

import re

from allauth.usersessions.models import UserSession
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.masterdata.company import find_company
from fieldwork.people.models import Person

A_PERSON = re.compile(r"[0-9]{1,15}")


@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """POST /demo/sign-in with "person" (an id) and "next"; 404 outside a demo and for unknown people."""
    company = find_company()
    identity = request.POST.get("person", "")
    if company is None or not company.is_demo or not A_PERSON.fullmatch(identity):
        raise Http404
    person = Person.objects.filter(pk=int(identity), is_active=True).first()
    if person is None:
        raise Http404
    login(request, person)
    UserSession.objects.create_from_request(request)
    record(AuditAction.SIGNED_IN, person, by=person)
    return HttpResponseRedirect(_next(request))


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else reverse("orders")
