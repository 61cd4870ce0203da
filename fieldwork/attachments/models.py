"""Files that people add to messages and forms."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class File(models.Model):
    """A kept file: complete on disk before this row exists. `size` in bytes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    stored_as = models.CharField(max_length=200, unique=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether a browser may show it in the page: decoded here once, never SVG."""
        return self.content_type in PICTURES


PICTURES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
INLINE = PICTURES | {"application/pdf"}
