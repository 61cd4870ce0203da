"""The day's mail: what stayed unread, at the time the person chose. Made once, and worded when it leaves."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fieldwork.config import PUBLIC_URL, SMTP_URL
from fieldwork.mailing.actions.queue_mails import queue_for_person
from fieldwork.mailing.models import Mail
from fieldwork.masterdata.company import get_company
from fieldwork.notices.models import Digest, Notice, NoticeSchedule
from fieldwork.notices.notice_queries import still_unread, visible_notices
from fieldwork.notices.notice_text import NoticeItem, present_notice
from fieldwork.notices.quiet_hours import schedule_of
from fieldwork.people.models import Person

STALE = timedelta(days=7)
MAX_ITEMS = 20


def mail_digests(now: datetime) -> int:
    """Queues digest mails and returns how many; 0 without a mail server.

    Several may do this at once: a person has one for each day.
    """
    if not SMTP_URL:
        return 0
    waiting = Notice.objects.filter(mail=True, mailed_at=None, created_at__lte=now - timedelta(hours=1))
    people = Person.objects.filter(pk__in=waiting.values("person"), is_active=True)
    return sum(_mail(person, _last_due(schedule_of(person), now), now) for person in people)


def text_of(mail: Mail) -> str | None:
    """Returns the present text of the digest; None where everything is read by now, or not to be seen any more."""
    digest = Digest.objects.select_related("person").filter(mail=mail).first()
    if digest is None:
        return None
    found = still_unread(visible_notices(digest.person).filter(digest=digest))
    notices = list(found.select_related("order__client", "entry__author").order_by("pk"))
    if not notices:
        return None
    with override(mail.language):
        return _digest_text(digest.person, [present_notice(notice, unread=True) for notice in notices])


def _last_due(schedule: NoticeSchedule, now: datetime) -> tuple[datetime, timedelta]:
    """Returns when the digest was due last, and how long a notice has to have been unread by then."""
    zone = ZoneInfo(schedule.time_zone)
    clock, today = time(*divmod(schedule.mail_at, 60)), now.astimezone(zone).date()
    due = datetime.combine(today, clock, tzinfo=zone)
    if due > now:
        due = datetime.combine(today - timedelta(days=1), clock, tzinfo=zone)
    return due, timedelta(hours=schedule.mail_after)


def _mail(person: Person, due: tuple[datetime, timedelta], now: datetime) -> int:
    moment, after = due
    old = Notice.objects.filter(person=person, mail=True, mailed_at=None, created_at__lte=moment - after)
    # Looked first: to begin a transaction is to wait for whoever writes.
    if not old.exists():
        return 0
    try:
        with transaction.atomic():
            # Locked, so that of two who look at once the second one finds them looked at.
            keys = list(old.select_for_update().values_list("pk", flat=True))
            Notice.objects.filter(pk__in=keys).update(mailed_at=now)
            fresh = visible_notices(person).filter(pk__in=keys, created_at__gt=moment - STALE)
            unread = list(still_unread(fresh).values_list("pk", flat=True))
            return _queue(person, moment, unread) if unread else 0
    except IntegrityError:
        # Somebody else has made this day's mail; what is looked at again tomorrow is told then.
        return 0


def _queue(person: Person, moment: datetime, keys: list[int]) -> int:
    digest = Digest.objects.create(person=person, day=moment.date())
    Notice.objects.filter(pk__in=keys).update(digest=digest)
    language = get_company().language
    with override(language):
        subject = _("What you have not read yet")
    digest.mail = queue_for_person(person, subject=subject, language=language)
    Digest.objects.filter(pk=digest.pk).update(mail=digest.mail)
    return 1


def _digest_text(person: Person, items: list[NoticeItem]) -> str:
    parts = [
        _("Hello %(name)s,") % {"name": person.name},
        _("this concerns you, and you have not read it yet:"),
        *("\n".join(line for line in _lines(one) if line) for one in items[:MAX_ITEMS]),
    ]
    if (more := len(items) - MAX_ITEMS) > 0:
        parts.append(ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more})
    parts.append(_("Everything unread: %(url)s") % {"url": f"{PUBLIC_URL}/notices?unread=1"})
    parts.append(_("What you are told, and where: %(url)s") % {"url": f"{PUBLIC_URL}/notices/choices"})
    return "\n\n".join(parts)


def _lines(one: NoticeItem) -> tuple[str, str, str, str]:
    return one.title, one.sentence, one.words, f"{PUBLIC_URL}{one.url}"
