"""Choosing a password by a link: asked for at the door, handed out by an administrator, used once."""

from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from fieldwork.config import PUBLIC_URL
from fieldwork.masterdata.forms.password_link import ForgottenForm, NewPasswordForm
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.people.actions.password_links import (
    INVITED,
    make_password_link,
    person_of_link,
    request_password_mail,
    use_password_link,
)
from fieldwork.people.actions.second_factors import take_away_factors
from fieldwork.people.known_devices import know_device
from fieldwork.people.models import Person
from fieldwork.people.password_mail_carrier import can_send_mail, mail_invitation
from fieldwork.shell.auth import current_person


def forgotten(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/forgotten: the answer is the same for every address. 404 where nobody carries letters."""
    if not can_send_mail():
        raise Http404
    bound = request.method == "POST"
    form = ForgottenForm(request.POST) if bound else ForgottenForm()
    if not bound or not form.is_valid():
        return render(request, "masterdata/forgotten_password.html", {"form": form}, status=422 if bound else 200)
    email = form.cleaned_data["email"]
    if refused := _throttled(request, "reset_password", key=email.lower()):
        return refused
    request_password_mail(email)
    return render(request, "masterdata/forgotten_password.html", {"form": form, "asked": True})


def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """GET and POST /welcome/<secret>: looking at it uses nothing up."""
    if refused := _throttled(request, "reset_password_from_key"):
        return refused
    person = person_of_link(secret)
    if person is None:
        return render(request, "masterdata/choose_password.html", {"form": None}, status=410)
    form = NewPasswordForm(request.POST) if request.method == "POST" else NewPasswordForm()
    if form.is_valid():
        tokens = use_password_link(secret, password=form.cleaned_data["password"])
        done = tokens is not None
        used = {"form": None, "done": done, "tokens": tokens}
        answer = render(request, "masterdata/choose_password.html", used, status=200 if done else 410)
        if done:
            person.refresh_from_db(fields=["password"])
            # The way in for who has no known device while strangers try their account.
            know_device(request, answer, person)
        return answer
    context = {"form": form, "person": person}
    return render(request, "masterdata/choose_password.html", context, status=422 if form.is_bound else 200)


def send_invitation(request: HttpRequest, key: int) -> HttpResponse:
    """POST /people/4/invitation: a letter. 404 where nobody carries letters."""
    person = _active(key)
    if not mail_invitation(person):
        raise Http404
    words = _("The invitation is on its way to %(email)s") % {"email": person.email}
    return redirect_with_message(request, reverse("people-row", args=[key]), words=words)


def hand_out_link(request: HttpRequest, key: int) -> HttpResponse:
    """POST /people/4/link: shown on this answer and never again, to be handed over."""
    person = _active(key)
    secret = make_password_link(person, lasts=INVITED, by=current_person(request))
    context = {"person": person, "link": f"{PUBLIC_URL}{reverse('welcome', args=[secret])}", "days": INVITED.days}
    return render(request, "masterdata/password_link.html", context)


def drop_second_step(request: HttpRequest, key: int) -> HttpResponse:
    """POST /people/4/factors/removal, for somebody whose phone is gone: they are signed out everywhere."""
    take_away_factors(get_object_or_404(Person, pk=key))
    words = _("The second step is gone; the password alone lets in again")
    return redirect_with_message(request, reverse("people-row", args=[key]), words=words)


def _throttled(request: HttpRequest, action: str, key: str | None = None) -> HttpResponse | None:
    refused: HttpResponse | None = ratelimit.consume_or_429(request, action=action, key=key)
    return refused


def _active(key: int) -> Person:
    return get_object_or_404(Person, pk=key, is_active=True)
