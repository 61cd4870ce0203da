"""Hours in which somebody is not to be disturbed, in their own time zone."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from fieldwork.masterdata.company import get_company
from fieldwork.notices.models import NoticeSchedule
from fieldwork.people.models import Person


@dataclass(frozen=True)
class Hours:
    """From and to in minutes of the day, maybe past midnight; None and None: never."""

    zone: ZoneInfo
    begin: int | None = None
    end: int | None = None

    def are_now(self, moment: datetime) -> bool:
        """Whether it is quiet at this moment."""
        if self.begin is None or self.end is None:
            return False
        local = moment.astimezone(self.zone)
        minute = local.hour * 60 + local.minute
        if self.begin < self.end:
            return self.begin <= minute < self.end
        return minute >= self.begin or minute < self.end


def schedule_of(person: Person) -> NoticeSchedule:
    """Returns the stored schedule, or the default one for a person who has chosen nothing."""
    return NoticeSchedule.objects.filter(person=person).first() or NoticeSchedule(
        person=person, time_zone=get_company().time_zone
    )


def hours_of(person: Person) -> Hours:
    """Returns the hours in which this person is not to be disturbed."""
    schedule = schedule_of(person)
    return Hours(ZoneInfo(schedule.time_zone), schedule.quiet_from, schedule.quiet_to)
