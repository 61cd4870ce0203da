"""What became of each version: its PDF, or why there is none yet."""

from django.db import models
from django.db.models import Q

from fieldwork.attachments.file_damage import CheckedFile
from fieldwork.orders.models import DocumentVersion


class SealKey(models.Model):
    """A certificate that seals, or once sealed, documents. Never changed: the newest that is valid seals.

    `certificates` in PEM, the sealing one first; `key` is locked with the installation's secret key.
    """

    certificates = models.TextField()
    key = models.TextField()
    own = models.BooleanField()
    not_after = models.DateTimeField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk} until {self.not_after:%Y-%m-%d}"


class Document(CheckedFile):
    """The PDF of one version: complete in the storage before `ready_at` is set, and never changed afterwards.

    `size` in bytes. `seal` is the end of the file: what stands before it is made from the content alone, and can be
    made again. `error` tells in words why the last attempt failed; before `next_try_at` nobody tries again.
    A try counts when it begins: `attempts` without `error` is one that is running, or whose process ended. `crashes`
    counts those in a row whose process ended; given up, there is no `next_try_at`.
    """

    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="document")
    storage_path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.BigIntegerField(default=0)
    seal = models.BinaryField(default=b"")
    sealed_by = models.ForeignKey(SealKey, on_delete=models.PROTECT, null=True, related_name="+")
    attempts = models.PositiveIntegerField(default=0)
    crashes = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True)
    next_try_at = models.DateTimeField(null=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None) | Q(size__gt=0) & ~Q(sha256="") & ~Q(storage_path=""),
                name="document_ready_is_stored",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {'ready' if self.is_ready else self.error or 'not yet'}"

    @property
    def is_ready(self) -> bool:
        """Whether the PDF can be read."""
        return self.ready_at is not None

    @property
    def is_begun(self) -> bool:
        """Whether somebody is making it, or ended while making it: who only looks must not begin it again."""
        return not self.is_ready and (self.crashes > 0 or (self.attempts > 0 and not self.error))

    @property
    def is_given_up(self) -> bool:
        """Whether it is tried again only when somebody asks for it."""
        return not self.is_ready and self.crashes > 0 and bool(self.error) and self.next_try_at is None
