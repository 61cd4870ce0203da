"""The order itself, and who carries it out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fieldwork.collation.model_fields import Folded
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.measures.currencies import Currency
from fieldwork.orders.transitions import TERMINAL_STATES, State
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
        return self.filter(assignments__person=person).exclude(state=State.CREATED)

    def visibility_of(self, people: Collection[Person]) -> set[tuple[int, int]]:
        """`visible_to` for many at once, as (person, order): two queries, however many they are."""
        orders = set(self.values_list("pk", flat=True))
        everything = {person.pk for person in people if person.may(Right.SEE_ALL_ORDERS)}
        some = {person.pk for person in people if person.is_active and person.roles & Role.FIELD_WORKER} - everything
        on_them = Assignment.objects.filter(order__in=orders, person__in=some).exclude(order__state=State.CREATED)
        return {(person, order) for person in everything for order in orders} | set(
            on_them.values_list("person_id", "order_id")
        )


class Order(models.Model):
    """A service order. Its number is its key: never reused, never deleted. Times in UTC.

    `last_seq` is the end of its journal. `news_count` counts the news in it, `last_news_seq` is the seq of the newest
    of them and `last_news_at` its time: what changes an earlier entry (a reaction, an edit) moves `last_seq` only.
    `first_worker` is who of its field workers was added first, None without any: lists are sorted by one name.
    `folded` is what the words that somebody types are looked for in.
    """

    number = models.BigIntegerField(primary_key=True)
    state = models.CharField(max_length=20, choices=State.choices)
    revision = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120)
    description = models.TextField()
    order_type = models.ForeignKey(OrderType, on_delete=models.PROTECT, related_name="orders")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="orders")
    work_start = models.DateTimeField()
    work_completion = models.DateTimeField()
    currency = models.CharField(max_length=3)
    digits = models.PositiveSmallIntegerField(default=2)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_seq = models.PositiveIntegerField(default=0)
    news_count = models.PositiveIntegerField(default=0)
    last_news_seq = models.PositiveIntegerField(default=0)
    last_news_at = models.DateTimeField()
    first_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    folded = Folded(of=("name", "description"))

    objects = Orders.as_manager()

    class Meta:
        ordering = ["-number"]
        # Each is an order in which a list is read (decision 24); the number makes every place in it one.
        indexes = [
            models.Index(fields=["state", "-last_news_at"], name="order_state_last_at"),
            models.Index(fields=["state", "number"], name="order_by_state"),
            models.Index(fields=["client", "number"], name="order_by_client"),
            models.Index(fields=["order_type", "number"], name="order_by_type"),
            models.Index(fields=["first_worker", "number"], name="order_by_worker"),
            models.Index(fields=["work_completion", "number"], name="order_by_due"),
            models.Index(fields=["last_news_at", "number"], name="order_by_change"),
            models.Index(fields=["state", "first_worker"], name="order_state_worker"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="order_number_positive"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="order_state_known"),
            models.CheckConstraint(condition=Q(work_completion__gt=F("work_start")), name="order_ends_after_start"),
            models.CheckConstraint(condition=~Q(name=""), name="order_has_name"),
            models.CheckConstraint(
                condition=Q(news_count__lte=F("last_news_seq")) & Q(last_news_seq__lte=F("last_seq")),
                name="order_news_at_most_seq",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.name}"

    @property
    def priced_in(self) -> Currency:
        """The currency of the order's amounts: minor units with the digits that the company had."""
        return Currency(self.currency, self.digits)

    @property
    def state_name(self) -> str:
        """The state in words: "2. Released"."""
        return str(State(self.state).label)

    @property
    def is_ended(self) -> bool:
        """Whether nothing can be confirmed any more."""
        return self.state in TERMINAL_STATES

    @property
    def days_late(self) -> int:
        """Begun days past the planned completion; 0 when in time or ended."""
        return days_late(self.state, self.work_completion)


def days_late(state: str, completion: datetime) -> int:
    """Begun days past `completion`; 0 when in time or ended."""
    if state in TERMINAL_STATES or (late := timezone.now() - completion).total_seconds() <= 0:
        return 0
    return late.days + 1


class Assignment(models.Model):
    """A person added to an order to carry it out."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "order"], name="assignment_orders")]
        constraints = [models.UniqueConstraint(fields=["order", "person"], name="assignment_once")]

    def __str__(self) -> str:
        return f"{self.order_id}: {self.person_id}"
