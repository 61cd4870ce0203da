"""Remember what a person has read in the notification centre."""

from collections.abc import Collection

from django.utils import timezone

from fieldwork.notices.models import Notice
from fieldwork.notices.notice_queries import visible_notices
from fieldwork.people.models import Person


def read_notices(keys: Collection[int], *, by: Person) -> int:
    """Marks these notices of `by` read; how many were not. Others' notices are left alone."""
    return _mark(keys, by)


def read_all(up_to: int, *, by: Person) -> int:
    """Marks everything up to the notice `up_to` read; what came after it was not on the page and stays unread."""
    shown = visible_notices(by).filter(pk__lte=up_to, read_at=None)
    return _mark(list(shown.values_list("pk", flat=True)), by)


def _mark(keys: Collection[int], by: Person) -> int:
    mine = Notice.objects.filter(person=by, pk__in=keys, read_at=None)
    return mine.update(read_at=timezone.now())
