"""Rules by which documents are mailed, and the outbox of mails."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.models import DocumentVersion, Entry, Order
from fieldwork.sharing.models import ClientLink

MAX_SUBJECT = 300
"""Of a mail, everything filled in; that of a rule is shorter."""

RULE_TRIGGERS = ("released", "confirmed", "closed", "not_performed")
RULE_RECIPIENTS = ("to_client", "to_coordinator", "to_supervisor", "to_field_workers")
RULE_FIELDS = ("name", "active", *RULE_TRIGGERS, *RULE_RECIPIENTS, "addresses", "language", "subject", "text")


class Rule(models.Model):
    """When · for what · to whom · in which words. Empty `subject` and `text`: ours, in the mail's language.

    `addresses` one on each line; `language` empty: that of the document.
    """

    name = models.CharField(_("Name"), max_length=100)
    active = models.BooleanField(_("Active"), default=False)
    released = models.BooleanField(_("Released"), default=False)
    confirmed = models.BooleanField(_("Each confirmation"), default=False)
    closed = models.BooleanField(_("Closed"), default=False)
    not_performed = models.BooleanField(_("Not performed"), default=False)
    order_type = models.ForeignKey(OrderType, on_delete=models.PROTECT, null=True, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    to_client = models.BooleanField(_("The client's contacts"), default=False)
    to_coordinator = models.BooleanField(_("The coordinator"), default=False)
    to_supervisor = models.BooleanField(_("The supervisor"), default=False)
    to_field_workers = models.BooleanField(_("The field workers"), default=False)
    addresses = models.TextField(_("These addresses"), max_length=1000, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    subject = models.CharField(_("Subject"), max_length=200, blank=True)
    text = models.TextField(_("Text"), max_length=5000, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="rule_has_name"),
            models.CheckConstraint(
                condition=Q(released=True) | Q(confirmed=True) | Q(closed=True) | Q(not_performed=True),
                name="rule_has_moment",
            ),
            models.CheckConstraint(
                condition=Q(to_client=True) | Q(to_coordinator=True) | Q(to_supervisor=True)
                | Q(to_field_workers=True) | ~Q(addresses=""),
                name="rule_has_recipient",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class MailState(models.TextChoices):
    """What became of a mail. KEPT: there is no mail server, so it only lies here, to be read."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    REFUSED = "refused", _("Refused")
    HELD = "kept", _("Kept here")


class Mail(models.Model):
    """One mail to one address about one version, frozen when it was queued; `text` marks where the link belongs.

    One for a `person` is about no order, and its text is made when it is sent: see `personal`.
    `entry` is what called for it; empty where a person (`author`) sent it by hand. `message_id` stays the same however
    often it is tried. `error` are the server's words, or why nobody could be reached.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="mails")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    rule = models.ForeignKey(Rule, on_delete=models.SET_NULL, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    to = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=MAX_SUBJECT)
    text = models.TextField()
    link = models.ForeignKey(ClientLink, on_delete=models.PROTECT, null=True, related_name="+")
    message_id = models.CharField(max_length=200, unique=True)
    status = models.CharField(max_length=10, choices=MailState.choices)
    queued_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    crashes = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(status="waiting"), name="mail_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "to"], name="mail_once"),
            models.CheckConstraint(condition=Q(status__in=MailState.values), name="mail_status_known"),
            models.CheckConstraint(
                condition=Q(person=None, order__isnull=False, version__isnull=False)
                | Q(person__isnull=False, order=None, version=None, text=""),
                name="mail_of_a_version_or_for_a_person",
            ),
            models.CheckConstraint(condition=Q(status="sent") ^ Q(sent_at=None), name="mail_sent_has_time"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} to {self.to}: {self.status}"


class PlannedMail(models.Model):
    """One whom a rule mails after `entry`, in which words: frozen with the entry, as its form showed it.

    `language`, `subject` and `text` as the rule had them. Entries older than this record have none, so nobody is
    mailed late.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(Rule, on_delete=models.SET_NULL, null=True, related_name="+")
    to = models.EmailField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    for_client = models.BooleanField()
    language = models.CharField(max_length=10, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "to"], name="planned_mail_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} to {self.to}"


class PasswordMail(models.Model):
    """What a mail to a person is for: to choose a password. Its link is made when it leaves."""

    mail = models.OneToOneField(Mail, on_delete=models.CASCADE, related_name="password")
    invited = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.mail_id}: {'invited' if self.invited else 'asked'}"
