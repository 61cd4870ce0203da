"""The room of live."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Ticks for open pages."""

    name = "fieldwork.live"
