"""A client's way to one order, without an account."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from fieldwork.orders.models import Order


class ClientLink(models.Model):
    """Who knows its secret may see the order's documents and answer, until it expires or is revoked.

    The secret is made from `nonce` and the installation's key, so only its SHA-256 (`digest`) has to be kept.
    `opened_at` is when a person first had the page before their eyes. `created_by` is empty where a mail rule made it.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="client_links")
    nonce = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)
    given_to = models.CharField(max_length=254, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="link_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return f"{self.order_id} for {self.given_to or 'whoever has it'}"
