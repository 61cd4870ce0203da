"""The audit log: rows are added, never changed and never removed. Triggers of the database see to it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditAction(models.TextChoices):
    """What was done."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    REMOVED = "removed", _("Removed")
    LOGO_CHANGED = "logo_changed", _("Changed the logo")
    LOGO_REMOVED = "logo_removed", _("Removed the logo")
    SIGNED_IN = "signed_in", _("Signed in")
    SIGN_IN_FAILED = "sign_in_failed", _("Wrong password or code")
    SIGNED_OUT = "signed_out", _("Signed out")
    SESSION_ENDED = "session_ended", _("Ended a session")
    ACCESS_ENDED = "access_ended", _("Ended sessions and tokens")
    PASSWORD_SET = "password_set", _("Set a new password")
    PASSWORD_LINK_MADE = "password_link_made", _("Made a link to choose a password")
    TOKEN_GIVEN = "token_given", _("Made an API token")
    TOKEN_ENDED = "token_ended", _("Ended an API token")
    APP_SET_UP = "app_set_up", _("Set up codes of an app")
    PASSKEY_ADDED = "passkey_added", _("Added a passkey")
    FACTOR_REMOVED = "factor_removed", _("Removed a second step")
    FACTORS_REMOVED = "factors_removed", _("Removed every second step")
    RECOVERY_CODES_MADE = "recovery_codes_made", _("Made recovery codes")


class SubjectKind(models.TextChoices):
    """Of what; the value is the label of the Django model."""

    COMPANY = "masterdata.company", _("Company")
    CLIENT = "masterdata.client", _("Client")
    ORDER_TYPE = "masterdata.ordertype", _("Order type")
    PRODUCT = "masterdata.product", _("Product")
    WORKER = "masterdata.worker", _("Worker")
    PERSON = "people.person", _("Person")
    MAIL_RULE = "mailing.rule", _("Mail rule")
    SEAL = "documents.sealkey", _("Seal")


class AuditEntry(models.Model):
    """One act.

    `author` is None for the program, its command line, and somebody who was not let in; `author_name` is the name they
    had. `subject_id` is 0 where nobody was meant. `changes` is a list of [field of the model, before, after], as plain
    JSON values: amounts in minor units, roles as their sum. `address` is where the request came from, `request_id`
    what its answer and the log call it.
    """

    created_at = models.DateTimeField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=100, blank=True)
    act = models.CharField(max_length=30, choices=AuditAction.choices)
    kind = models.CharField(max_length=30, choices=SubjectKind.choices)
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    changes = models.JSONField(default=list)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "-id"], name="audit_by_kind"),
            models.Index(fields=["author", "-id"], name="audit_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.name}"
