"""The sign-in form: django-allauth's, with a choice how long it holds."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

REQUIRED = _("This is required")


class SignInForm(LoginForm):  # type: ignore[misc] # shipped without types
    """E-mail, password, and whether this device stays signed in."""

    remember = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth takes its own field of this name away, because the settings decide for everybody.
        self.fields["remember"] = forms.BooleanField(
            required=False, initial=True, label=_("Stay signed in on this device")
        )
        for name, label, attributes in (
            ("login", _("E-mail"), {"class": "input", "autocomplete": "username"}),
            ("password", _("Password"), {"data-password": "input", "autocomplete": "current-password"}),
        ):
            field = self.fields[name]
            field.label = label
            field.error_messages["required"] = str(REQUIRED)
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs |= attributes

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Signs in; without "stay" the session ends with the browser."""
        response: HttpResponse = super().login(request, redirect_url)
        if not self.cleaned_data["remember"]:
            request.session.set_expiry(0)
        return response
