"""What is charged: planned lines (no confirmation) and confirmed lines. A line never changes."""

from django.db import models
from django.db.models import ExpressionWrapper, F, Q
from django.db.models.lookups import GreaterThanOrEqual, LessThan

from fieldwork.masterdata.models import Product, Worker
from fieldwork.measures.limits import MAX_PRICE, MAX_QUANTITY
from fieldwork.measures.subtotals import MINUTES_PER_HOUR, THOUSANDTHS
from fieldwork.orders.totals import LineKind


def _rounded_half_up(lines: Q, divisor: int) -> Q:
    """Subtotal is amount x price / divisor, rounded half up, said without division: it differs between databases."""
    exact = ExpressionWrapper(F("amount") * F("price") + divisor // 2, output_field=models.BigIntegerField())
    least = ExpressionWrapper(F("subtotal") * divisor, output_field=models.BigIntegerField())
    return lines & Q(GreaterThanOrEqual(exact, least)) & Q(LessThan(exact, least + divisor))


class Line(models.Model):
    """Name, code, unit and price are those of master data when it was submitted.

    `amount`: thousandths, for labour minutes. `price` and `subtotal`: minor units (labour: price per hour).
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="lines")
    confirmation = models.ForeignKey("orders.Confirmation", on_delete=models.PROTECT, null=True, related_name="lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="+")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=50)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=100, blank=True)
    amount = models.BigIntegerField()
    price = models.BigIntegerField()
    subtotal = models.BigIntegerField()

    class Meta:
        ordering = ["order_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="line_position_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in LineKind]), name="line_kind_known"),
            models.CheckConstraint(condition=Q(amount__gt=0, amount__lte=MAX_QUANTITY), name="line_amount_positive"),
            models.CheckConstraint(condition=Q(price__gte=0, price__lte=MAX_PRICE), name="line_price_fits"),
            models.CheckConstraint(
                condition=Q(kind="labour", worker__isnull=False, product__isnull=True)
                | Q(kind__in=["material", "service"], worker__isnull=True, product__isnull=False),
                name="line_points_to_its_master",
            ),
            models.CheckConstraint(
                condition=_rounded_half_up(Q(kind="labour"), MINUTES_PER_HOUR)
                | _rounded_half_up(~Q(kind="labour"), THOUSANDTHS),
                name="line_subtotal_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"
