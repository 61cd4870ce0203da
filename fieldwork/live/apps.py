"""Live updates of open pages."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    """Ticks for open pages."""

    name = "fieldwork.live"
