"""Choose how to be told, and of which orders not at all."""

from collections.abc import Mapping
from dataclasses import asdict, fields

from fieldwork.notices.channel_preferences import Channels
from fieldwork.notices.models import Mute, NoticePreference, NoticeSchedule
from fieldwork.notices.notice_reasons import Channel, NoticeReason
from fieldwork.notices.schedule_form import ScheduleInput
from fieldwork.people.models import Person


def save_channels(preferences: Mapping[NoticeReason, Channels], *, by: Person) -> None:
    """Saves the channels by which `by` is told of each concern from now on; what was told before stays."""
    NoticePreference.objects.bulk_create(
        [
            NoticePreference(person=by, concern=concern, **{channel.value: channel in channels for channel in Channel})
            for concern, channels in preferences.items()
        ],
        update_conflicts=True,
        unique_fields=["person", "concern"],
        update_fields=[channel.value for channel in Channel],
    )


def save_schedule(schedule: ScheduleInput, *, by: Person) -> None:
    """Saves the hours in which `by` is left alone, and when mail is sent, from now on."""
    NoticeSchedule.objects.bulk_create(
        [NoticeSchedule(person=by, **asdict(schedule))],
        update_conflicts=True,
        unique_fields=["person"],
        update_fields=[field.name for field in fields(ScheduleInput)],
    )


def mute(number: int, *, on: bool, by: Person) -> None:
    """Mutes this order for `by`, or unmutes it (`on` false)."""
    if on:
        Mute.objects.bulk_create([Mute(person=by, order_id=number)], ignore_conflicts=True)
    else:
        Mute.objects.filter(person=by, order=number).delete()
