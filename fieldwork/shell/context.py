"""What the page frame needs: the menu of the person, and the words scripts show."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.people.models import Person
from fieldwork.shell.navigation import menu_for
from fieldwork.shell.words import words


def shell(request: HttpRequest) -> dict[str, object]:
    """`menu` and `words` in templates, made only if they are used."""

    def menu() -> list[dict[str, object]]:
        person = getattr(request, "user", None)
        return menu_for(person, request.path) if isinstance(person, Person) else []

    return {"menu": SimpleLazyObject(menu), "words": words}
