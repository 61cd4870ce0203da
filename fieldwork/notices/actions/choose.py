"""Choose how to be told, and of which orders not at all."""

from collections.abc import Mapping
from dataclasses import asdict, fields

from fieldwork.notices.concerns import Channel, Concern
from fieldwork.notices.models import Choice, Mute, Rhythm
from fieldwork.notices.rhythm import Wanted
from fieldwork.notices.wishes import Channels
from fieldwork.people.models import Person


def choose(wanted: Mapping[Concern, Channels], *, by: Person) -> None:
    """From now on `by` is told of each concern where they want it; what was told before stays."""
    Choice.objects.bulk_create(
        [
            Choice(person=by, concern=concern, **{channel.value: channel in channels for channel in Channel})
            for concern, channels in wanted.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "concern"],
        update_fields=[channel.value for channel in Channel],
    )


def keep_rhythm(wanted: Wanted, *, by: Person) -> None:
    """From now on `by` is left alone and mailed at these times."""
    Rhythm.objects.bulk_create(
        [Rhythm(person=by, **asdict(wanted))],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=[field.name for field in fields(Wanted)],
    )


def mute(number: int, *, on: bool, by: Person) -> None:
    """From now on `by` hears nothing of this order, or hears of it again."""
    if on:
        Mute.objects.bulk_create([Mute(person=by, order_id=number)], ignore_conflicts=True)
    else:
        Mute.objects.filter(person=by, order=number).delete()
