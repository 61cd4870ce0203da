"""How people want to be told of a concern: what they chose, else what the table has."""

from collections.abc import Collection

from fieldwork.notices.models import NoticePreference
from fieldwork.notices.notice_reasons import NOTICE_TYPES, Channel, NoticeReason
from fieldwork.people.models import Person

Channels = frozenset[Channel]


def channels_of(
    people: Collection[int], concerns: Collection[NoticeReason]
) -> dict[tuple[int, NoticeReason], Channels]:
    """Returns the channels by person and concern, in one query."""
    preferences = {(person, concern): NOTICE_TYPES[concern].channels for person in people for concern in concerns}
    for choice in NoticePreference.objects.filter(person__in=people, concern__in=concerns):
        preferences[choice.person_id, NoticeReason(choice.concern)] = frozenset(
            channel for channel in Channel if getattr(choice, channel.value)
        )
    return preferences


def preferences_of(person: Person) -> dict[NoticeReason, Channels]:
    """Returns the channels this person wants for every concern, in the order of the table."""
    return {concern: channels for (_person, concern), channels in channels_of([person.pk], list(NoticeReason)).items()}
