"""The order itself, and who carries it out."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.states import ENDS, State
from fieldwork.people.models import Person
from fieldwork.people.roles import Right, Role


class Orders(models.QuerySet["Order"]):
    """Ways to find orders."""

    def visible_to(self, person: Person) -> Orders:
        """The orders this person may see; what is not among them does not exist for them."""
        if person.may(Right.SEE_ALL_ORDERS):
            return self
        if not person.is_active or not person.roles & Role.FIELD_WORKER:
            return self.none()
        return self.filter(field_workers__person=person).exclude(state=State.CREATED)


class Order(models.Model):
    """A service order. Its number is its key: never reused, never deleted. Times in UTC."""

    number = models.BigIntegerField(primary_key=True)
    state = models.CharField(max_length=20, choices=State.choices)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120)
    description = models.TextField()
    order_type = models.ForeignKey(OrderType, on_delete=models.PROTECT, related_name="orders")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="orders")
    work_start = models.DateTimeField()
    work_completion = models.DateTimeField()
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_seq = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    objects = Orders.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["state", "-last_at"], name="order_state_last_at")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="order_number_positive"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="order_state_known"),
            models.CheckConstraint(condition=Q(work_completion__gt=F("work_start")), name="order_ends_after_start"),
            models.CheckConstraint(condition=~Q(name=""), name="order_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.name}"

    @property
    def state_name(self) -> str:
        """The state in words: "2. Released"."""
        return str(State(self.state).label)

    @property
    def is_ended(self) -> bool:
        """Whether nothing can be confirmed any more."""
        return self.state in ENDS

    @property
    def days_late(self) -> int:
        """Begun days past the planned completion; 0 when in time or ended."""
        return days_late(self.state, self.work_completion)


def days_late(state: str, completion: datetime) -> int:
    """Begun days past `completion`; 0 when in time or ended."""
    if state in ENDS or (late := timezone.now() - completion).total_seconds() <= 0:
        return 0
    return late.days + 1


class FieldWorker(models.Model):
    """A person added to an order to carry it out."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="field_workers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["order", "person"], name="field_worker_once")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.person_id}"
