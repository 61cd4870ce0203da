"""People who sign in, and the tokens they give to programs."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fieldwork.collation.model_fields import SortKey
from fieldwork.people.roles import EVERY_ROLE, ROLE_NAMES, Right, role_list, roles_allow


class Theme(models.TextChoices):
    """How pages look to somebody; a choice on one device goes before it."""

    AUTO = "auto", _("Like the device")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class People(BaseUserManager["Person"]):
    """Finds people; adding one is `actions.add_person`."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with this e-mail address, in any case. Raises Person.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractBaseUser):
    """Somebody who signs in. `roles` is a sum of Role values; `language` and `time_zone` are "" for the company's.

    `sort_key` is the name as the company's language sorts. `photo` is the key of a small picture, "" without one.
    """

    email = models.EmailField(_("E-mail"), max_length=254, unique=True)
    name = models.CharField(_("Name"), max_length=100)
    sort_key = SortKey()
    job_title = models.CharField(_("Job title"), max_length=100, blank=True)
    phone = models.CharField(_("Phone"), max_length=50, blank=True)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    time_zone = models.CharField(_("Time zone"), max_length=50, blank=True)
    photo = models.CharField(max_length=64, blank=True)
    theme = models.CharField(_("Appearance"), max_length=10, choices=Theme.choices, default=Theme.AUTO)
    roles = models.PositiveSmallIntegerField(_("Roles"), default=0)
    is_active = models.BooleanField(_("Active"), default=True)
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = People()

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="person_in_order")]
        constraints = [
            models.CheckConstraint(condition=Q(roles__gte=0, roles__lte=int(EVERY_ROLE)), name="person_roles_known"),
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="person_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, right: Right) -> bool:
        """Whether this person's roles carry `right`."""
        return self.is_active and roles_allow(self.roles, right)

    @property
    def title(self) -> str:
        """The job title, else the first role in words: what stands under the name."""
        if self.job_title:
            return self.job_title
        roles = role_list(self.roles)
        return str(ROLE_NAMES[roles[0]]) if roles else ""


class Tokens(models.QuerySet["Token"]):
    """Finds tokens; giving and ending them is `actions.tokens`."""

    def living(self) -> Tokens:
        """Returns the tokens that are neither revoked nor expired; they open something if their person may come in."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Token(models.Model):
    """An API token: only its SHA-256 is kept, so it can be shown once.

    `last_used_at` is exact to some minutes, None before the first call.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = Tokens.as_manager()

    def __str__(self) -> str:
        return self.name


class PasswordLink(models.Model):
    """A way to choose a password, once and for some time; only the SHA-256 of its secret is kept.

    `created_by` is the administrator who handed it out; empty where a mail carried it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"for {self.person_id}"


class PasswordRequest(models.Model):
    """Somebody typed this address because a password was forgotten. Whether it is anybody's is looked up later."""

    email = models.EmailField(max_length=254)
    requested_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.email


class SignInMemory(models.Model):
    """Something that sign-in remembers until `expires_at`, as JSON; `key` is a SHA-256 in hexadecimal."""

    key = models.CharField(max_length=64, unique=True)
    value = models.TextField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key


class FailedAttempts(models.Model):
    """Wrong tries of one address, at one account or on one device; `key` is the SHA-256 that tells which.

    `next_at` is when the next try counts, `expires_at` when all of it is forgotten.
    """

    key = models.CharField(max_length=64, unique=True)
    wrong = models.PositiveIntegerField()
    next_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key
