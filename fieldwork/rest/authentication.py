"""Who calls: the bearer of an API token. Cookies open nothing here, so no other site can act for anybody."""

from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer

from fieldwork.people.actions.tokens import end_of_token, use_token
from fieldwork.people.models import Person


class Bearer(HttpBearer):
    """`Authorization: Bearer TOKEN`, as `fieldwork token EMAIL` prints it."""

    def __call__(self, request: HttpRequest) -> Person:
        """Returns the person who calls. Raises AuthenticationError, which says why the caller is not accepted."""
        person = super().__call__(request)
        if not isinstance(person, Person):
            raise AuthenticationError(message=refusal_sentence())
        return person

    def authenticate(self, request: HttpRequest, token: str) -> Person:
        """The active person of the token, in one query. Raises AuthenticationError, which says why there is none."""
        person = use_token(token.strip())
        if person is None:
            raise AuthenticationError(message=refusal_sentence(token.strip()))
        return person


def refusal_sentence(token: str = "") -> str:
    """Returns a sentence saying why `token` is not accepted."""
    if token and (end := end_of_token(token)):
        words = _("This token ended at %(time)s. Make a new one: fieldwork token EMAIL")
        return words % {"time": localtime(end).isoformat(timespec="seconds")}
    return _("Send a token that holds: Authorization: Bearer TOKEN.")


def bearer(request: HttpRequest) -> Person:
    """The person who calls; only behind `Bearer`."""
    person = getattr(request, "auth", None)
    assert isinstance(person, Person)
    return person
