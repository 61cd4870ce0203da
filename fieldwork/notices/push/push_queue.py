"""From notices to pushes: what waits for a person goes to each of their devices, once, and not in their quiet hours."""

from datetime import datetime, timedelta

from django.db import transaction

from fieldwork.notices.models import Notice, Push, PushSubscription
from fieldwork.notices.notice_queries import still_unread, visible_notices
from fieldwork.notices.quiet_hours import Hours, hours_of
from fieldwork.people.models import Person

STALE_AFTER = timedelta(days=1)
"""Nobody wants to be disturbed by what is older."""


def queue_pushes(now: datetime) -> int:
    """Queues pushes and returns how many. Several may do this at once: each notice is taken by one of them."""
    waiting = Notice.objects.filter(push=True, pushed_at=None, created_at__gt=now - STALE_AFTER)
    people = Person.objects.filter(pk__in=waiting.values("person"))
    return sum(
        _queue_for_person(person, hours, now) for person in people if not (hours := hours_of(person)).are_now(now)
    )


def _queue_for_person(person: Person, hours: Hours, now: datetime) -> int:
    with transaction.atomic():
        # Locked, so that of two who look at once the second one finds them taken.
        waiting = Notice.objects.select_for_update().filter(person=person, push=True, pushed_at=None)
        keys = list(waiting.filter(created_at__gt=now - STALE_AFTER).order_by("pk").values_list("pk", flat=True))
        Notice.objects.filter(pk__in=keys).update(pushed_at=now)
        notices = list(still_unread(visible_notices(person).filter(pk__in=keys)).order_by("pk"))
        held = [notice for notice in notices if hours.are_now(notice.created_at)]
        alone = [notice for notice in notices if notice not in held]
        if held:
            Notice.objects.filter(pk__in=[notice.pk for notice in held[:-1]]).update(pushed_with=held[-1])
        pushes = [
            Push(notice=notice, subscription=subscription, created_at=now, next_try_at=now)
            for subscription in PushSubscription.objects.filter(person=person)
            for notice in [*held[-1:], *alone]
        ]
        Push.objects.bulk_create(pushes, ignore_conflicts=True)
    return len(pushes)
