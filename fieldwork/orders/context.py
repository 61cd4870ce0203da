"""The unread badge for every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.orders.listing import unread_orders
from fieldwork.people.models import Person


def unread(request: HttpRequest) -> dict[str, object]:
    """`unread_orders` in templates: counted only if it is shown."""

    def count() -> int:
        person = getattr(request, "user", None)
        return unread_orders(person) if isinstance(person, Person) else 0

    return {"unread_orders": SimpleLazyObject(count)}
