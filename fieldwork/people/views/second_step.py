"""Sign-in beyond the password: a code, a passkey beside the password, or a passkey alone."""

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.models import Person
from fieldwork.people.sign_in_form import REQUIRED
from fieldwork.people.sign_in_throttle import begin_code_attempt, mark_throttled

CODE_SECONDS = 120
"""Longer than any code of an app counts."""


class CodeForm(AuthenticateForm):  # type: ignore[misc] # shipped without types
    """A code of the app, or one of the recovery codes; each lets in once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.error_messages["required"] = str(REQUIRED)
        field.widget = forms.TextInput(
            {"class": "input", "autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        )

    def clean_code(self) -> str:
        """The code, refused when it was used within CODE_SECONDS, in whatever spelling."""
        attempt = begin_code_attempt(context.request, self.user)
        try:
            code = str(super().clean_code())
        except forms.ValidationError:
            record(AuditAction.SIGN_IN_FAILED, self.user)
            raise
        is_of_the_app = self.authenticator.type == Authenticator.Type.TOTP
        used = f"fieldwork.code.{self.user.pk}.{normalize_user_code(code)}"
        if is_of_the_app and not cache.add(used, 1, CODE_SECONDS):
            record(AuditAction.SIGN_IN_FAILED, self.user)
            raise get_adapter().validation_error("incorrect_code")
        attempt.was_right()
        return code


class WellFormed:
    """A made-up answer of a device is a wrong one, not a fault of ours."""

    def clean_credential(self) -> Authenticator:
        """Returns the passkey used. A deactivated person gets the same error as a key that nobody knows."""
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise get_adapter().validation_error("incorrect_code") from error
        if not found.user.is_active:
            raise get_adapter().validation_error("incorrect_code")
        return found


class PasskeyForm(WellFormed, LoginWebAuthnForm):  # type: ignore[misc] # shipped without types
    """A passkey in place of address and password."""


class SecondPasskeyForm(WellFormed, AuthenticateWebAuthnForm):  # type: ignore[misc] # shipped without types
    """A passkey after the password."""


class SecondStepView(AuthenticateView):  # type: ignore[misc] # shipped without types
    """GET and POST /sign-in/code, after the right password."""

    form_class = CodeForm
    webauthn_form_class = SecondPasskeyForm
    template_name = "people/second_step.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lets in; not somebody who was deactivated since the password."""
        if not Person.objects.filter(pk=self.stage.login.user.pk, is_active=True).exists():
            return HttpResponseRedirect(reverse("account_login"))
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """The page again; who has to wait is told how long."""
        return mark_throttled(form, super().form_invalid(form))


class PasskeyView(LoginWebAuthnView):  # type: ignore[misc] # shipped without types
    """GET /sign-in/passkey gives a script what to ask the device for; POST lets in whose key it is."""

    form_class = PasskeyForm

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Back to the door, which says it."""
        return HttpResponseRedirect(f"{reverse('account_login')}?passkey=unknown")


second_step = require_http_methods(["GET", "HEAD", "POST"])(SecondStepView.as_view())
passkey = require_http_methods(["GET", "HEAD", "POST"])(PasskeyView.as_view())
