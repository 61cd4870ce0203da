"""A believable company for trying things out."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A believable company to try."""

    name = "fieldwork.demo"
