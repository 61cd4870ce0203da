"""PDFs of orders: made, sealed, verified."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """PDF versions of orders."""

    name = "fieldwork.documents"
