"""The room of files."""

from django.apps import AppConfig


class AttachmentsConfig(AppConfig):
    """Files, kept whole."""

    name = "fieldwork.attachments"
