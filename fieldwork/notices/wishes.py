"""How people want to be told of a concern: what they chose, else what the table has."""

from collections.abc import Collection

from fieldwork.notices.concerns import LOOKS, Channel, Concern
from fieldwork.notices.models import Choice
from fieldwork.people.models import Person

Channels = frozenset[Channel]


def channels_of(people: Collection[int], concerns: Collection[Concern]) -> dict[tuple[int, Concern], Channels]:
    """By person and concern, in one query."""
    wanted = {(person, concern): LOOKS[concern].channels for person in people for concern in concerns}
    for choice in Choice.objects.filter(person__in=people, concern__in=concerns):
        wanted[choice.person_id, Concern(choice.concern)] = frozenset(
            channel for channel in Channel if getattr(choice, channel.value)
        )
    return wanted


def wishes_of(person: Person) -> dict[Concern, Channels]:
    """What this person wants, for every concern, in the order of the table."""
    return {concern: channels for (_person, concern), channels in channels_of([person.pk], list(Concern)).items()}
