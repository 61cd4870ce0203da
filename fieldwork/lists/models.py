"""What people keep of how they look at lists."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class ColumnChoice(models.Model):
    """The columns somebody chose; without a row the usual ones."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField()

    def __str__(self) -> str:
        return f"{self.person_id}: {self.columns}"


class Layout(models.TextChoices):
    """How a list is laid out."""

    TABLE = "table"
    BOARD = "board"


class SavedView(models.Model):
    """A list somebody kept under a name: `query` as in its address; `columns` of the table. `shared` is for everybody.

    What a shared view shows is still what each person may see.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    layout = models.CharField(max_length=10, choices=Layout.choices)
    query = models.TextField(blank=True, max_length=2000)
    columns = models.JSONField()
    shared = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="view_name_once"),
            models.CheckConstraint(condition=Q(layout__in=Layout.values) & ~Q(name=""), name="view_named"),
        ]

    def __str__(self) -> str:
        return self.name
