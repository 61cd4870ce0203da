"""Short ways to look at somebody's notices."""

from fieldwork.notices.models import Notice
from fieldwork.notices.notice_queries import in_centre, still_unread
from fieldwork.people.models import Person


def told(person: Person) -> list[str]:
    """What the centre tells the person, oldest first: "mentioned 4"."""
    return [one(notice) for notice in in_centre(person).select_related("entry").order_by("pk")]


def unread(person: Person) -> list[str]:
    """The same of what is unread."""
    return [one(notice) for notice in still_unread(in_centre(person)).select_related("entry").order_by("pk")]


def one(notice: Notice) -> str:
    """Concern and place in the journal."""
    return f"{notice.concern} {notice.entry.seq}" if notice.entry else notice.concern
