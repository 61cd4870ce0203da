"""What a field worker reports as done."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Confirmation(models.Model):
    """Number 1, 2, 3… of an order. `last` closes it; `fast` confirms the plan as it is.

    The client reads `note` on the statement. `office_note` is for the people of the order: it is never frozen.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="confirmations")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    last = models.BooleanField()
    fast = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    office_note = models.TextField(blank=True)

    class Meta:
        ordering = ["order_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="confirmation_number_once"),
            models.UniqueConstraint(fields=["order"], condition=Q(last=True), name="confirmation_last_once"),
            models.CheckConstraint(condition=Q(fast=False) | Q(last=True), name="confirmation_fast_is_last"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.number}"
