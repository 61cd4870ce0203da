"""The unread badge for every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.orders.grouped_list import MAX_UNREAD, unread_orders
from fieldwork.people.models import Person


def unread(request: HttpRequest) -> dict[str, object]:
    """`unread_orders` in templates, as a badge shows it: "", "7", "99+". Counted only if it is shown."""

    def count() -> str:
        person = getattr(request, "user", None)
        found = unread_orders(person) if isinstance(person, Person) else 0
        return f"{MAX_UNREAD}+" if found > MAX_UNREAD else str(found or "")

    return {"unread_orders": SimpleLazyObject(count)}
