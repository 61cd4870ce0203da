"""Numbers without gaps: the last one given, kept in a row that its taker locks."""

from django.db import models


class NumberSequence(models.Model):
    """`last` is the last number given in the series `name`."""

    name = models.CharField(max_length=20, primary_key=True)
    last_number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name} {self.last_number}"
