"""What followed an entry, and what still has to."""

from django.db import models
from django.db.models import Q

from fieldwork.orders.models import Entry


class Job(models.Model):
    """`name` of the table, for one entry: open until `done_at`. `error` tells why the last attempt failed.

    `crashes` counts the last attempts in a row that came to no end, because their process did; after too many of them
    it is given up.
    Who works on it holds `lease_until`; when that has passed, somebody else may take it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=30)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    crashes = models.PositiveIntegerField(default=0)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    next_try_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="job_once")]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(done_at=None), name="job_open")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.name}"
