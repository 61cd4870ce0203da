"""What the client said at the end, through a link: no account, so a name and not a person."""

from django.db import models
from django.db.models import Q


class ClientAnswer(models.Model):
    """`accepted`: `version` was signed for. Otherwise the client objected: `objections` name lines, each with words.

    `signature` as in signatures/signature.py. An order is accepted once; there may be several objections before.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="client_answers")
    version = models.ForeignKey("orders.DocumentVersion", on_delete=models.PROTECT, related_name="+")
    accepted = models.BooleanField()
    name = models.CharField(max_length=100)
    job_title = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField()
    signature = models.JSONField(null=True)
    comment = models.TextField(blank=True)
    objections = models.JSONField(default=list)

    class Meta:
        ordering = ["order_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(accepted=True), name="client_accepts_once"),
            models.CheckConstraint(
                condition=Q(accepted=True, signature__isnull=False) | Q(accepted=False, signature__isnull=True),
                name="client_signs_what_is_accepted",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="client_answer_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {'accepted' if self.accepted else 'objected'}"
