"""What every page shows of notices: the bell's count, and in a workspace whether its order is muted."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fieldwork.notices.models import Mute
from fieldwork.notices.notice_queries import unread_count
from fieldwork.people.models import Person


def bell(request: HttpRequest) -> dict[str, object]:
    """`unread_notices` as a badge shows it, counted only if it is shown; `is_muted(number)` asks when it is called."""
    person = getattr(request, "user", None)

    def count() -> str:
        return unread_count(person) if isinstance(person, Person) else ""

    def is_muted(number: int) -> bool:
        return isinstance(person, Person) and Mute.objects.filter(person=person, order=number).exists()

    return {"unread_notices": SimpleLazyObject(count), "is_muted": is_muted}
