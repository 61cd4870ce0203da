"""Who calls: the bearer of an API token. Cookies open nothing here, so no other site can act for anybody."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from fieldwork.people.actions.tokens import person_of_token
from fieldwork.people.models import Person


class Bearer(HttpBearer):
    """`Authorization: Bearer TOKEN`, as `fieldwork token EMAIL` prints it."""

    def authenticate(self, request: HttpRequest, token: str) -> Person | None:
        """The active person of the token, in one query."""
        return person_of_token(token.strip())


def bearer(request: HttpRequest) -> Person:
    """The person who calls; only behind `Bearer`."""
    person = getattr(request, "auth", None)
    assert isinstance(person, Person)
    return person
