"""What concerned whom, how each person wants to be told, and which orders they want to hear nothing of."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from fieldwork.mailing.models import Mail
from fieldwork.notices.notice_reasons import NoticeReason
from fieldwork.orders.models import Entry, Order

DEFAULT_MAIL_AT, DEFAULT_MAIL_AFTER = 7 * 60 + 30, 4
"""Minutes of the day, hours."""


class Notice(models.Model):
    """One event that concerns one person: an entry, or (`entry` empty) that the order is late.

    `seq` is the place in the journal from which on it counts as read: that of the entry, or of the edit that named the
    person. `centre`, `push` and `mail` are where the person wanted such a thing to be told when it happened.
    `pushed_at`: handed to the person's devices, if there are any; `pushed_with` is the one that spoke for this, too.
    `mailed_at`: looked at for a digest, and unless it was read by then, told in `digest`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    seq = models.PositiveIntegerField(null=True)
    concern = models.CharField(max_length=20, choices=NoticeReason.choices)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    centre = models.BooleanField()
    push = models.BooleanField()
    mail = models.BooleanField()
    pushed_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)
    digest = models.ForeignKey("notices.Digest", on_delete=models.PROTECT, null=True, related_name="notices")
    pushed_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["person"], condition=Q(push=True, pushed_at=None), name="notice_to_push"),
            models.Index(fields=["person"], condition=Q(mail=True, mailed_at=None), name="notice_to_mail"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "entry"], name="notice_once"),
            models.UniqueConstraint(fields=["person", "order"], condition=Q(entry=None), name="notice_late_once"),
            models.CheckConstraint(condition=Q(concern__in=NoticeReason.values), name="notice_concern_known"),
            models.CheckConstraint(
                condition=Q(concern=NoticeReason.LATE, entry=None, seq=None)
                | (~Q(concern=NoticeReason.LATE) & Q(entry__isnull=False, seq__isnull=False)),
                name="notice_has_entry_unless_late",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.seq} {self.concern} for {self.person_id}"


class NoticePreference(models.Model):
    """Where one person wants to be told of one concern; without a row, as the table of concerns has it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    concern = models.CharField(max_length=20, choices=NoticeReason.choices)
    centre = models.BooleanField()
    push = models.BooleanField()
    mail = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "concern"], name="preference_once"),
            models.CheckConstraint(condition=Q(concern__in=NoticeReason.values), name="preference_concern_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.concern}"


class Mute(models.Model):
    """A person who wants to hear nothing of an order."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "order"], name="mute_once")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.person_id}"


class NoticeSchedule(models.Model):
    """When one person is not to be disturbed, and when they are mailed, in their own time zone and minutes of the day.

    The quiet hours may go past midnight; without them every hour is as good. `mail_at` is when the day's digest tells
    what stayed unread for `mail_after` hours. Without a row: the company's zone, no quiet hours, and the usual digest.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    time_zone = models.CharField(max_length=50)
    quiet_from = models.PositiveSmallIntegerField(null=True)
    quiet_to = models.PositiveSmallIntegerField(null=True)
    mail_at = models.PositiveSmallIntegerField(default=DEFAULT_MAIL_AT)
    mail_after = models.PositiveSmallIntegerField(default=DEFAULT_MAIL_AFTER)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_to=None) | Q(quiet_from__lt=1440, quiet_to__lt=1440),
                name="schedule_of_a_day",
            ),
            models.CheckConstraint(condition=Q(mail_at__lt=1440, mail_after__gte=1), name="schedule_of_mail"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class Digest(models.Model):
    """The mail of one day for one person; `mail` is empty where everything was read before it left."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    mail = models.OneToOneField(Mail, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="digest_once")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"


class PushSubscription(models.Model):
    """A browser that shows pushes to its person, as long as the session lasts in which the person agreed.

    `endpoint` is the push service's address for it; `p256dh` and `auth` are its keys, in base64url: only it can read.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40)
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.endpoint[:40]}"


class PushStatus(models.TextChoices):
    """What became of a push. From SENT and LOST nothing leads back: it is never sent again."""

    WAITING = "waiting"
    SENT = "sent"
    LOST = "lost"
    NEEDLESS = "needless"
    REFUSED = "refused"


class Push(models.Model):
    """One notice (and those pushed with it) for one device. LOST: sent, and what became of it is not known."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+")
    subscription = models.ForeignKey(PushSubscription, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=10, choices=PushStatus.choices, default=PushStatus.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["next_try_at"], condition=Q(status="waiting"), name="push_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["notice", "subscription"], name="push_once"),
            models.CheckConstraint(condition=Q(status__in=PushStatus.values), name="push_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} to {self.subscription_id}: {self.status}"
