"""The saved views in the menu of every page; their counts are fetched by the page itself, so that no page waits."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.lists.saved_views import menu_of
from fieldwork.people.models import Person


def saved_views(request: HttpRequest) -> dict[str, object]:
    """`saved_views` and which of them is open, asked for only where the menu is shown."""
    person = getattr(request, "user", None)
    found = SimpleLazyObject(lambda: menu_of(person, counts=False) if isinstance(person, Person) else [])
    return {"saved_views": found, "open_view": request.GET.get("view", "")}
