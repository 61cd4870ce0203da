"""The API's word on who calls."""

from django.http import HttpRequest
from ninja import Router, Schema

from fieldwork.people.models import Person
from fieldwork.people.roles import api_names

router = Router(tags=["People"])


class Me(Schema):
    """Whose token it is, and that person's roles."""

    email: str
    name: str
    roles: list[str]


@router.get("/me", response=Me, operation_id="me")
def me(request: HttpRequest) -> Me:
    """The caller: e-mail address, name and roles."""
    person = getattr(request, "auth", None)
    assert isinstance(person, Person)
    return Me(email=person.email, name=person.name, roles=api_names(person.roles))
