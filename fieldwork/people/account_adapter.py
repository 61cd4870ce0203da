"""What we tell django-allauth: nobody signs up by themselves, and a wrong try learns nothing."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from fieldwork.audit.models import AuditAction
from fieldwork.audit.record_event import record
from fieldwork.people.first_page_language import adopt_browser_language
from fieldwork.people.known_devices import know_device
from fieldwork.people.models import Person
from fieldwork.people.sign_in_throttle import begin_password_attempt


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # shipped without types
    """The sign-in door of a company: closed to strangers."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an administrator adds people."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """The active person of these credentials. Somebody deactivated is answered like somebody unknown.

        Raises ValidationError for who has to wait.
        """
        attempt = begin_password_attempt(request, credentials.get("email", ""))
        person: Person | None = super().authenticate(request, **credentials)
        if person is None or not person.is_active:
            _record_failure(credentials.get("email", ""))
            return None
        attempt.was_right()
        return person

    def login(self, request: HttpRequest, user: Person) -> None:
        """Begins the session; the first one greets."""
        is_first = user.last_login is None
        super().login(request, user)
        if is_first:
            adopt_browser_language(request, user)

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """Records a sign-in by any method, and makes the device known from now on."""
        response: HttpResponse = super().post_login(request, user, **more)
        record(AuditAction.SIGNED_IN, user, by=user)
        know_device(request, response, user)
        return response

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Adds no message: the page that opens says enough."""


def _record_failure(email: str) -> None:
    """The same work whether the address is anybody's or nobody's.

    One that is nobody's is not kept: it may be a password in the wrong field.
    """
    record(AuditAction.SIGN_IN_FAILED, Person.objects.filter(email=email.strip().lower()).first() or Person())
