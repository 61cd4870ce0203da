"""What we tell django-allauth: nobody signs up by themselves, and a wrong try learns nothing."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from fieldwork.people.models import Person


class Door(DefaultAccountAdapter):  # type: ignore[misc] # shipped without types
    """The sign-in door of a company: closed to strangers."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds people."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """The active person of these credentials. Somebody deactivated is answered like somebody unknown."""
        person: Person | None = super().authenticate(request, **credentials)
        return person if person and person.is_active else None

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the page that opens says enough."""
