"""Sign in and out, by django-allauth; its other pages are not mounted."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork import __version__
from fieldwork.people.demo import demo_people
from fieldwork.people.forms import SignInForm


class SignInView(LoginView):  # type: ignore[misc] # shipped without types
    """GET and POST /sign-in."""

    form_class = SignInForm
    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The people are asked for by the template, and only in a demo."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "demo_people": demo_people, "version": __version__}


sign_in = require_http_methods(["GET", "HEAD", "POST"])(SignInView.as_view())
sign_out = require_POST(LogoutView.as_view())
