"""The supervisor's Yes."""

from django.conf import settings
from django.db import models


class Release(models.Model):
    """`signature`: drawn points or a typed name (signatures/signature.py); `digest`: SHA-256 of the content shown."""

    order = models.OneToOneField("orders.Order", on_delete=models.PROTECT, related_name="release")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    signature = models.JSONField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.order_id} by {self.author_id}"
