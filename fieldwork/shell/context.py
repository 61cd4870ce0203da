"""What every page needs: its language, and the menu of the person."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from fieldwork.people.models import Person
from fieldwork.shell.navigation import menu_for


def shell(request: HttpRequest) -> dict[str, object]:
    """`language` and `direction` in templates, asked once a page; `menu`, made only if it is used."""

    def menu() -> list[dict[str, object]]:
        person = getattr(request, "user", None)
        return menu_for(person, request.path) if isinstance(person, Person) else []

    return {
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "menu": SimpleLazyObject(menu),
    }
