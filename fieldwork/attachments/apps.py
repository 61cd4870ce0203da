"""Files: taken in, cleaned, previewed, given out."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Files, kept whole."""

    name = "fieldwork.attachments"
