"""A person's notices: those the centre shows, and those of them that are unread."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from fieldwork.notices.models import Notice
from fieldwork.notices.notice_reasons import NoticeReason
from fieldwork.orders.models import Order, ReadReceipt
from fieldwork.orders.transitions import TERMINAL_STATES, State
from fieldwork.people.models import Person

MAX_UNREAD = 99
"""Nobody reads a larger number on a badge."""

Notices = QuerySet[Notice]


def visible_notices(person: Person) -> Notices:
    """Of orders that the person may see now, and of words that still stand."""
    # Asked for each notice: somebody may be on ten thousand orders, and has a few notices.
    visible = Order.objects.visible_to(person).filter(pk=OuterRef("order"))
    notices = Notice.objects.filter(Exists(visible), person=person)
    return notices.filter(Q(entry=None) | Q(entry__deleted_at=None))


def in_centre(person: Person) -> Notices:
    """Returns the person's notices that the notification centre shows."""
    return visible_notices(person).filter(centre=True)


def still_unread(notices: Notices) -> Notices:
    """Filters out notices read here or in the order's workspace on any device, or whose matter is settled."""
    read = ReadReceipt.objects.filter(person=OuterRef("person"), order=OuterRef("order"), seq__gte=OuterRef("seq"))
    released = Q(concern=NoticeReason.RELEASE) & ~Q(order__state=State.CREATED)
    in_time = Q(order__state__in=TERMINAL_STATES) | Q(order__work_completion__gt=timezone.now())
    settled = released | (Q(concern=NoticeReason.LATE) & in_time)
    return notices.filter(~Exists(read), read_at=None).exclude(settled)


def unread_count(person: Person) -> str:
    """Returns the number of unread notices as a badge shows it: "", "7", "99+"."""
    found = still_unread(in_centre(person)).order_by()[: MAX_UNREAD + 1].count()
    return f"{MAX_UNREAD}+" if found > MAX_UNREAD else str(found or "")
