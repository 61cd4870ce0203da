"""One's own page: who one is, how the program speaks to one, the password, and where one is signed in."""

from django import forms
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fieldwork.masterdata.active_access import active_access
from fieldwork.masterdata.forms.profile import OwnPasswordForm, ProfileForm
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.people.actions.edit_profile import FIELDS, change_password, edit_profile
from fieldwork.people.known_devices import know_device
from fieldwork.people.mfa_adapter import protection_of
from fieldwork.people.models import Person
from fieldwork.people.roles import ROLE_NAMES, role_list
from fieldwork.people.signed_in_devices import stay_signed_in
from fieldwork.shell.auth import current_person

WRONG = gettext_lazy("This is not your password until now")


def show_profile(request: HttpRequest) -> HttpResponse:
    """GET /profile."""
    return _show(request, _form(current_person(request)), OwnPasswordForm())


def change_profile(request: HttpRequest) -> HttpResponse:
    """POST /profile: 409 with both where an administrator has saved the person since the form was opened."""
    with transaction.atomic():
        return _change(request, Person.objects.select_for_update().get(pk=current_person(request).pk))


def _change(request: HttpRequest, person: Person) -> HttpResponse:
    form = _form(person, request.POST)
    if not form.is_valid():
        return _show(request, form, OwnPasswordForm(), status=422)
    if form.conflicting_values():
        return _show(request, form.with_saved_values(_form(person)), OwnPasswordForm(), status=409)
    edit_profile(person, **{field: form.cleaned_data[field] for field in FIELDS})
    return redirect_with_message(request, reverse("profile"), words=gettext_lazy("Saved"))


def change_own_password(request: HttpRequest) -> HttpResponse:
    """POST /profile/password: everybody else who is signed in as this person is signed out by it."""
    form, person = OwnPasswordForm(request.POST), current_person(request)
    if form.is_valid():
        old, new = form.cleaned_data["old_password"], form.cleaned_data["password"]
        tokens = change_password(person, old, new, session_key=request.session.session_key)
        if tokens is not None:
            stay_signed_in(request, person)
            words = _("The password is changed. Other devices are signed out, and your API tokens have ended.")
            if not tokens:
                words = _("The password is changed; other devices are signed out")
            answer = redirect_with_message(request, reverse("profile"), words=words)
            know_device(request, answer, person)
            return answer
        form.add_error("old_password", str(WRONG))
    return _show(request, _form(current_person(request)), form, status=422)


def show_photo_error(request: HttpRequest, error: str) -> HttpResponse:
    """The profile, with what is wrong with a picture."""
    return _show(request, _form(current_person(request)), OwnPasswordForm(), photo_fault=error, status=422)


def _form(person: Person, data: QueryDict | None = None) -> ProfileForm:
    return ProfileForm(data, initial={field: getattr(person, field) for field in FIELDS})


def _show(
    request: HttpRequest, form: forms.Form, password: forms.Form, *, photo_fault: str = "", status: int = 200
) -> HttpResponse:
    person = current_person(request)
    context = {
        "form": form,
        "password_form": password,
        "photo_fault": photo_fault,
        "protection": protection_of(person),
        "access": active_access(person, request.session.session_key),
        "roles": [ROLE_NAMES[role] for role in role_list(person.roles)],
        "messages": get_messages(request),
    }
    return render(request, "masterdata/profile.html", context, status=status)
