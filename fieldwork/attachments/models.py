"""Files that people add to messages and forms."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from fieldwork.attachments.file_damage import CheckedFile
from fieldwork.attachments.file_kinds import AUDIO, PHOTO_ENDINGS, PICTURES, UNKNOWN, VIDEOS

MAX_ENDING = 5


class File(CheckedFile):
    """A kept file: complete on disk before this row exists. `size` and `sha256` are of what is kept, in bytes.

    `width` and `height` are the pixels of an upright picture; 0 while it has no previews yet. `is_clean` says that the
    place where it was made was taken out before it was kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    is_clean = models.BooleanField(default=False)
    storage_path = models.CharField(max_length=200, unique=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Whether it has previews, or can have them."""
        return self.content_type in PICTURES

    @property
    def is_unreadable_photo(self) -> bool:
        """Whether its name says that it is a photo, and yet it cannot be shown."""
        return self.content_type == UNKNOWN and self.ending in PHOTO_ENDINGS

    @property
    def is_video(self) -> bool:
        """Whether a browser may play it with its pictures."""
        return self.content_type in VIDEOS

    @property
    def is_audio(self) -> bool:
        """Whether a browser may play it as sound."""
        return self.content_type in AUDIO

    @property
    def ending(self) -> str:
        """The file name extension as people name kinds of files: "PDF"; empty if that tells nothing."""
        stem, _dot, ending = self.name.rpartition(".")
        return ending.upper() if stem and ending.isalnum() and len(ending) <= MAX_ENDING else ""

    @property
    def opens(self) -> bool:
        """Whether a browser opens it in place; all else is saved."""
        return self.content_type == "application/pdf"
