"""Tell whose order it is that it has become late; each of them once."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from fieldwork.notices.channel_preferences import channels_of
from fieldwork.notices.models import Mute, Notice
from fieldwork.notices.notice_reasons import Channel, NoticeReason
from fieldwork.orders.models import Assignment, Order
from fieldwork.orders.transitions import OPEN_STATES
from fieldwork.people.models import Person

NEWS = timedelta(days=7)
"""What has been late for longer is no news: an installation that begins to tell does not tell of years."""


def notify_late(now: datetime) -> int:
    """Writes the missing notices of late orders and returns their number.

    Several may do this at once: the database keeps one for each order and person.
    """
    late = Order.objects.filter(state__in=OPEN_STATES, work_completion__lte=now, work_completion__gt=now - NEWS)
    whose = defaultdict(set)
    for number, creator in late.values_list("pk", "created_by"):
        whose[number].add(creator)
    for number, person in Assignment.objects.filter(order__in=list(whose)).values_list("order", "person"):
        whose[number].add(person)
    missing = {(number, person) for number, people in whose.items() for person in people}
    missing -= _already_notified(list(whose))
    missing -= set(Mute.objects.filter(order__in=list(whose)).values_list("order", "person"))
    people = {person for _number, person in missing}
    active = set(Person.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    return _write({(number, person) for number, person in missing if person in active}, now)


def _already_notified(orders: Collection[int]) -> set[tuple[int, int]]:
    return set(Notice.objects.filter(order__in=orders, entry=None).values_list("order", "person"))


def seconds_until_late(now: datetime) -> float | None:
    """Returns the seconds until the next open order becomes late; None if none can."""
    coming = Order.objects.filter(state__in=OPEN_STATES, work_completion__gt=now).order_by("work_completion")
    first = coming.values_list("work_completion", flat=True).first()
    return None if first is None else (first - now).total_seconds()


def _write(missing: set[tuple[int, int]], now: datetime) -> int:
    channels = channels_of({person for _number, person in missing}, [NoticeReason.LATE])
    Notice.objects.bulk_create(
        [
            Notice(
                person_id=person, order_id=number, concern=NoticeReason.LATE, created_at=now,
                **{channel.value: channel in channels[person, NoticeReason.LATE] for channel in Channel},
            )
            for number, person in sorted(missing)
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    return len(missing)
