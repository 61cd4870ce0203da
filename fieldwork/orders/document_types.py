"""What a document is called (product.md §6)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentType(models.TextChoices):
    """The title that is printed on a document."""

    SERVICE_ORDER = "service_order", _("Service order")
    STATEMENT = "statement", _("Service order statement")
