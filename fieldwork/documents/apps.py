"""The room of documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """PDF versions of orders."""

    name = "fieldwork.documents"
