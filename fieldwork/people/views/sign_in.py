"""Sign in and out, by django-allauth; its other pages are not mounted."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.access_changes import publish_access_change
from fieldwork.people.demo_people import demo_people
from fieldwork.people.password_mail_carrier import can_send_mail
from fieldwork.people.sign_in_form import SignInForm
from fieldwork.people.sign_in_throttle import mark_throttled


class SignInView(LoginView):  # type: ignore[misc] # shipped without types
    """GET and POST /sign-in."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The people are asked for by the template, and only in a demo."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "demo_people": demo_people, "can_write": can_send_mail}

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The page again; who has to wait is told how long."""
        return mark_throttled(form, super().form_invalid(form))


class SignOutView(LogoutView):  # type: ignore[misc] # shipped without types
    """POST /sign-out. The other pages of this session are told at once."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ends the session."""
        person = self.request.user if self.request.user.is_authenticated else None
        answer: HttpResponseBase = super().post(*args, **kwargs)
        if person is not None:
            record(AuditAction.SIGNED_OUT, person, by=person)
            publish_access_change(person.pk)
        # Pictures and pages of this person are not the next one's; what was typed, the page has asked about.
        answer["Clear-Site-Data"] = '"cache"'
        return answer


sign_in = require_http_methods(["GET", "HEAD", "POST"])(SignInView.as_view())
sign_out = require_POST(SignOutView.as_view())
