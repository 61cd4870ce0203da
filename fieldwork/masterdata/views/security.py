"""How one signs in beside the password: codes of an app, passkeys, recovery codes."""

from collections.abc import Callable

import segno
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_registration, complete_registration, parse_registration_response
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.masterdata.forms.security import AppForm, PasskeyForm, PasswordConfirmedForm
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.people.actions.second_factors import add_passkey, new_recovery_codes, remove_factor, turn_on_app
from fieldwork.people.mfa_adapter import WRONG_CODE, protection_of
from fieldwork.shell.auth import current_person

WRONG = gettext_lazy("This is not your password")
TOO_OFTEN = gettext_lazy("Too many tries. Wait a minute, then try again.")
NOT_TAKEN = gettext_lazy("The device gave no passkey. Try again, or sign in another way.")
TITLES = {
    "app": gettext_lazy("Codes of an app"),
    "passkey": gettext_lazy("Add a passkey"),
    "removal": gettext_lazy("Take it away"),
    "codes": gettext_lazy("Recovery codes"),
}
Act = Callable[[], HttpResponse | None]


def app(request: HttpRequest) -> HttpResponse:
    """GET /profile/app shows the secret, POST turns the codes on with the first of them."""
    person, bound = current_person(request), request.method == "POST"
    form = AppForm(request.POST) if bound else AppForm()
    secret = get_totp_secret(regenerate=not bound)

    def act() -> HttpResponse | None:
        if not turn_on_app(person, secret=secret, code=form.cleaned_data["code"].replace(" ", "")):
            form.add_error("code", str(WRONG_CODE))
            return None
        clear_totp_secret(request)
        return _codes(request, _("Codes of your app are asked for from now on"))

    if answer := _with_password(request, form, act):
        return answer
    url = get_adapter().build_totp_url(person, secret)
    spaced = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
    more = {"picture": segno.make(url).svg_data_uri(scale=5, border=2, light="white"), "secret": spaced, "app_url": url}
    return _show(request, form, "app", more)


def new_passkey(request: HttpRequest) -> HttpResponse:
    """GET /profile/passkeys/new tells the browser what to ask the device for, POST keeps what came."""
    person, bound = current_person(request), request.method == "POST"
    form = PasskeyForm(request.POST) if bound else PasskeyForm()

    def act() -> HttpResponse | None:
        credential = form.cleaned_data["credential"]
        try:
            parse_registration_response(credential)
            complete_registration(credential)
        except (forms.ValidationError, ValueError, TypeError, KeyError, AttributeError):
            form.add_error(None, str(NOT_TAKEN))
            return None
        had = protection_of(person).is_on
        if not add_passkey(person, name=form.cleaned_data["name"], credential=credential):
            form.add_error(None, _("These are more passkeys than anybody needs. Remove one first."))
            return None
        if had:
            return redirect_with_message(request, reverse("profile"), words=_("The passkey is kept"))
        return _codes(request, _("The passkey is kept"))

    if answer := _with_password(request, form, act):
        return answer
    return _show(request, form, "passkey", {"options": begin_registration(person, passwordless=True)})


def remove(request: HttpRequest, key: int) -> HttpResponse:
    """GET /profile/factors/4/removal asks for the password, POST takes the factor away."""
    person = current_person(request)
    protection = protection_of(person)
    names = {one.key: one.name for one in protection.passkeys}
    if key not in names and key != protection.app_key:
        raise Http404
    form = PasswordConfirmedForm(request.POST) if request.method == "POST" else PasswordConfirmedForm()

    def act() -> HttpResponse | None:
        remove_factor(person, key=key)
        return redirect_with_message(request, reverse("profile"), words=_("It is not asked for any more"))

    return _with_password(request, form, act) or _show(request, form, "removal", {"name": names.get(key), "key": key})


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """GET /profile/recovery-codes asks for the password, POST shows ten new ones, once."""
    if not protection_of(current_person(request)).is_on:
        raise Http404
    form = PasswordConfirmedForm(request.POST) if request.method == "POST" else PasswordConfirmedForm()

    def act() -> HttpResponse | None:
        return _codes(request, _("The old recovery codes do not count any more"))

    return _with_password(request, form, act) or _show(request, form, "codes", {})


def _with_password(request: HttpRequest, form: forms.Form, act: Act) -> HttpResponse | None:
    """Returns the response of `act`, once the password is right; None where the form has to be shown (again)."""
    if not form.is_bound or not form.is_valid():
        return None
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error(None, str(TOO_OFTEN))
    elif not current_person(request).check_password(form.cleaned_data["old_password"]):
        form.add_error("old_password", str(WRONG))
    else:
        return act()
    return None


def _codes(request: HttpRequest, words: str | Promise) -> HttpResponse:
    """New recovery codes, on the only page that ever shows them."""
    context = {"codes": new_recovery_codes(current_person(request)), "words": words}
    return render(request, "masterdata/recovery_codes.html", context)


def _show(request: HttpRequest, form: forms.Form, step: str, more: dict[str, object]) -> HttpResponse:
    context = {
        "form": form,
        "step": step,
        "title": TITLES[step],
        "protection": protection_of(current_person(request)),
        **more,
    }
    return render(request, "masterdata/security.html", context, status=422 if form.is_bound else 200)
